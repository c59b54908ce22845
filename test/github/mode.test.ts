import { describe, expect, test } from "vitest";
import { modeOf } from "../../src/github/mode.ts";
import { CannotCheck } from "../../src/runs/cannot-check.ts";

describe("the mode of a run", () => {
  test.each([
    ["auto", "pull_request", "review"],
    ["auto", "schedule", "check"],
    ["auto", "push", "check"],
    ["auto", "workflow_dispatch", "check"],
    ["auto", "merge_group", "check"],
    ["check", "schedule", "check"],
    ["check", "pull_request", "check"],
    ["check", "pull_request_target", "check"],
    ["review", "pull_request", "review"],
  ] as const)("%s on %s is %s", (mode, event, expected) => {
    expect(modeOf({ mode }, event)).toBe(expected);
  });

  test.each(["schedule", "workflow_dispatch", "push", "pull_request_review", "issue_comment"])(
    "there is nothing to review on %s",
    (event) => {
      expect(() => modeOf({ mode: "review" }, event)).toThrow(
        new CannotCheck(
          `There is no change to review: this run was started by ${event}, and mode is review. Use mode: auto, or start the workflow by pull_request.`,
        ),
      );
    },
  );

  test.each(["auto", "review"] as const)("%s on pull_request_target is refused, with the reason and what to do", (mode) => {
    const refused = (): unknown => modeOf({ mode }, "pull_request_target");
    expect(refused).toThrow(CannotCheck);
    expect(refused).toThrow(/hands your secrets to a run on what a stranger proposes\. Start the workflow by pull_request\.$/);
  });
});
