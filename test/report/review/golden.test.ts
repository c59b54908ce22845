import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readPolicyForReview, type ReviewablePolicy } from "../../../src/policy/read-policy.ts";
import { reviewComment } from "../../../src/report/review/markdown.ts";
import type { ReviewContext } from "../../../src/report/review/page.ts";
import { reviewText } from "../../../src/report/review/text.ts";
import { openRecording } from "../../../src/recording/read.ts";
import { review } from "../../../src/runs/review.ts";
import type { Review } from "../../../src/review/review.ts";
import { checkReview } from "./check-review.ts";
import { reviewContext } from "./reviews.ts";

const root = join(import.meta.dirname, "../../golden/review");

/** Beside base.yaml and head.yaml: what a case says of its pull request; nothing where it is as in `reviewContext`. */
function contextOf(folder: string): ReviewContext {
  const file = join(folder, "context.json");
  return reviewContext(existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Partial<ReviewContext>) : {});
}

function policyIn(folder: string, side: "base" | "head"): ReviewablePolicy {
  const read = readPolicyForReview({ file: "permissions.yaml", text: readFileSync(join(folder, `${side}.yaml`), "utf8") });
  if (!read.ok) throw new Error(`${folder}, ${side}: ${read.problems.map(({ message }) => message).join("; ")}`);
  return read.value;
}

/** Where there is a folder `live`, it is a recording of Discord, and its settles.json has the issues that the change settles. */
async function reviewIn(folder: string): Promise<Review> {
  const live = join(folder, "live");
  const base = { kind: "read", policy: policyIn(folder, "base").policy } as const;
  const head = policyIn(folder, "head");
  if (!existsSync(live)) return await review({ base, head, live: null });
  const question = { discord: openRecording(live), memory: null, tracked: null, now: "2026-11-24T09:30:00.000Z", progress: () => {} };
  const seen = await review({ base, head, live: question });
  const settles = join(live, "settles.json");
  if (seen.live === null || !existsSync(settles)) return seen;
  return { ...seen, live: { ...seen.live, settles: JSON.parse(readFileSync(settles, "utf8")) as number[] } };
}

describe("the comment on a policy change", () => {
  const cases = readdirSync(root);

  test("has at least twenty cases", () => {
    expect(cases.length).toBeGreaterThanOrEqual(20);
  });

  test.each(cases)("%s", async (name) => {
    const folder = join(root, name);
    const reviewed = await reviewIn(folder);
    const comment = reviewComment(reviewed, contextOf(folder));
    checkReview(comment);
    await expect(comment).toMatchFileSnapshot(join(folder, "comment.md"));
    if (!existsSync(join(folder, "terminal.txt"))) return;
    const { headSha: _, ...context } = contextOf(folder);
    await expect(reviewText(reviewed, { ...context, headSha: null, base: { kind: "file", file: "base.yaml" } }, 80)).toMatchFileSnapshot(
      join(folder, "terminal.txt"),
    );
  });
});
