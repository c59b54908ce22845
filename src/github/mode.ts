/** What a run does: check the server, or review a change of the policy. */
import { visible } from "../report/words/neutralise.ts";
import { CannotCheck } from "../runs/cannot-check.ts";
import type { ActionInputs } from "./inputs.ts";

export type Mode = "check" | "review";

/**
 * `event` is GITHUB_EVENT_NAME. Throws CannotCheck where a review is asked for that there is nothing for, and on pull_request_target, whose runs
 * have the secrets although a stranger may have started them. A check there stays what it is everywhere but on the default branch: a dry run.
 */
export function modeOf({ mode }: Pick<ActionInputs, "mode">, event: string): Mode {
  if (mode === "check") return "check";
  if (event === "pull_request_target")
    throw new CannotCheck(
      "This run was started by pull_request_target, which hands your secrets to a run on what a stranger proposes. Start the workflow by pull_request.",
    );
  if (event === "pull_request") return "review";
  if (mode === "auto") return "check";
  throw new CannotCheck(
    `There is no change to review: this run was started by ${visible(event, 40)}, and mode is review. Use mode: auto, or start the workflow by pull_request.`,
  );
}
