/** The Action: reads what the runner gives, runs one watch, and tells the runner what came of it. */
import { openWatch } from "./action/open-watch.ts";
import { hasNoSecrets, tellOfPolicyOnly } from "./action/policy-only.ts";
import { publish } from "./action/publish.ts";
import { readPolicy } from "./action/read-policy.ts";
import { fail, progress, readActionInputs, setOutputs } from "./github/actions-console.ts";
import { readContext } from "./github/context.ts";
import { refuseEnterpriseServer } from "./github/cursor-artifact.ts";
import { failsOn } from "./github/inputs.ts";
import { worstOpenSeverity } from "./report/exit-code.ts";
import { CannotCheck } from "./runs/cannot-check.ts";
import { watch } from "./runs/watch.ts";

async function run(): Promise<void> {
  // The worst that is still true if the run dies; what comes later overwrites it.
  setOutputs({ result: "incomplete" });
  const inputs = readActionInputs();
  const context = await readContext(process.env);
  refuseEnterpriseServer(context.serverUrl);
  const read = await readPolicy(context.workspace, inputs.policy);
  if (hasNoSecrets(context, inputs)) {
    await tellOfPolicyOnly(read.policy);
    return;
  }
  const opened = await openWatch(inputs, context, read);
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

try {
  await run();
} catch (error) {
  if (error instanceof CannotCheck) fail(error.message);
  else {
    fail("Something went wrong that this tool did not expect. Report it with the log of this step.");
    for (const line of String(error instanceof Error ? error.stack : error).split("\n")) progress(line);
  }
}
