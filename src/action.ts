/** The Action: reads what the runner gives, checks the server or reviews a pull request, and tells the runner what came of it. */
import { runCheck } from "./action/check.ts";
import { runReview } from "./action/review.ts";
import { fail, progress, readActionInputs, setOutputs } from "./github/actions-console.ts";
import { readContext } from "./github/context.ts";
import { refuseEnterpriseServer } from "./github/cursor-artifact.ts";
import { modeOf } from "./github/mode.ts";
import { CannotCheck } from "./runs/cannot-check.ts";

async function run(): Promise<void> {
  // The worst that is still true if the run dies; what comes later overwrites it.
  setOutputs({ result: "incomplete" });
  const inputs = readActionInputs();
  const context = await readContext(process.env);
  refuseEnterpriseServer(context.serverUrl);
  if (modeOf(inputs, context.event) === "review") await runReview(inputs, context);
  else await runCheck(inputs, context);
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
