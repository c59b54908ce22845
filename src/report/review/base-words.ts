/** Which policy a review was compared with, as a clause. */
import { commitWords } from "../words/commit.ts";
import type { Voice } from "../words/voice.ts";
import { withoutStop } from "./stop.ts";

/** `commit`: of a pull request; `from` says how it was found. `file`: on a laptop. */
export type ReviewBase =
  | { readonly kind: "commit"; readonly sha: string; readonly from: "merge-commit" | "payload" }
  | { readonly kind: "file"; readonly file: string };

const FROM = {
  "merge-commit": "the first parent of the merge commit",
  payload: "the base that GitHub's event names, since this run has no merge commit",
} as const satisfies Record<Extract<ReviewBase, { readonly kind: "commit" }>["from"], string>;

/** `the policy at 1a2b3c4, the first parent of the merge commit`, or the path that was given. */
export function baseWords(base: ReviewBase, voice: Voice): string {
  if (base.kind === "file") return withoutStop(voice.clause(base.file));
  return `the policy at ${commitWords(base.sha, voice)}, ${FROM[base.from]}`;
}
