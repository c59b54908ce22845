/** The Action on a schedule: one watch, what it leaves for people, and the cursor, last. */
import { fail, progress, setOutputs } from "../github/actions-console.ts";
import type { RunContext } from "../github/context.ts";
import { failsOn, type ActionInputs } from "../github/inputs.ts";
import { worstOpenSeverity } from "../report/exit-code.ts";
import { watch } from "../runs/watch.ts";
import { openWatch } from "./open-watch.ts";
import { publish } from "./publish.ts";
import { readPolicy } from "./read-policy.ts";

/** Throws CannotCheck. */
export async function runCheck(inputs: ActionInputs, context: RunContext): Promise<void> {
  const opened = await openWatch(inputs, context, await readPolicy(context.workspace, inputs.policy));
  const watched = await watch(opened.request);
  await publish(watched, opened, context.temp);
  if (opened.dryRun === null && watched.cursor !== null) {
    await opened.request.cursors.save(watched.cursor);
    setOutputs({ cursor: watched.report.cursor?.after ?? "" });
    progress("Saved the cursor for the next run");
  }
  const worst = worstOpenSeverity(watched.report.findings);
  if (failsOn(inputs.failOn, worst)) fail(`There is drift of severity ${worst ?? "none"}, and fail-on is ${inputs.failOn}.`);
}
