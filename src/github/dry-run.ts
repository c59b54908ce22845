/** The issue desk of a dry run: it reads as the real one does, and tells what it would do. */
import type { IssueDesk } from "../runs/issue-port.ts";
import type { Progress } from "../runs/ports.ts";
import { describeStep } from "./issue-desk.ts";

/** `readTracked` of the real desk, or one that knows no issue. */
export function openDryRunDesk(readTracked: IssueDesk["readTracked"], tell: Progress): IssueDesk {
  return {
    readTracked,
    carryOut: async (steps) => {
      for (const step of steps) tell(`Would do: ${describeStep(step)}`);
      return await Promise.resolve({ created: new Map(), warnings: [] });
    },
  };
}
