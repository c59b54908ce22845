// The fixture action: one task a run, chosen by the input `task`.
import { upload, uploadTwice, download } from "./artifact-tasks.ts";
import { hang, hugeSummary, shout, showEnvironment } from "./console-tasks.ts";

const tasks: Readonly<Record<string, () => unknown>> = { upload, uploadTwice, download, hang, hugeSummary, shout, showEnvironment };

await tasks[process.env["INPUT_TASK"] ?? ""]?.();
