/** The runner's channels: log, annotations, summary, outputs, secrets and failure. Nothing that goes out here can be a workflow command. */
import * as core from "@actions/core";
import type { LineAnnotation } from "../report/annotation.ts";
import { logText } from "../report/words/neutralise.ts";
import type { Progress } from "../runs/ports.ts";
import { type ActionInputs, readInputs } from "./inputs.ts";
import { secretForms } from "./secret-forms.ts";

/** The runner shows ten of each level in a step and drops the rest silently; one is kept for the sentence with which the step fails. */
const MOST_ANNOTATIONS = 9;

/** Reads the inputs, after the tokens among them were masked. Throws CannotCheck. */
export function readActionInputs(): ActionInputs {
  // Masked before anything can fail: the message of a failure could else be the first to show one.
  for (const name of ["discord-token", "github-token"]) maskSecret(core.getInput(name));
  return readInputs((name) => core.getInput(name));
}

/** Has the runner mask a token in every form that it could take. */
function maskSecret(token: string): void {
  for (const form of secretForms(token)) core.setSecret(form);
}

export const progress: Progress = (sentence) => {
  core.info(logText(sentence));
};

/** At most nine of a level; the others go into the log. */
export function annotate(annotations: readonly LineAnnotation[]): void {
  for (const level of ["error", "warning", "notice"] as const) {
    const ofLevel = annotations.filter((one) => one.level === level);
    for (const annotation of ofLevel.slice(0, MOST_ANNOTATIONS)) annotateOne(annotation);
    for (const annotation of ofLevel.slice(MOST_ANNOTATIONS)) core.info(logText(annotation.message));
  }
}

const WRITERS = { error: core.error, warning: core.warning, notice: core.notice } as const satisfies Record<
  LineAnnotation["level"],
  unknown
>;

function annotateOne({ level, message, ...place }: LineAnnotation): void {
  WRITERS[level](logText(message), { ...place, title: logText(place.title, 200), file: logText(place.file, 500) });
}

/** Outputs are for later steps, which may well be shells: a text in one line. */
export function setOutputs(outputs: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, typeof value === "number" ? value : logText(value, 100_000));
}

/** Markdown for the job's page, short enough for the runner already. Without a summary file (an old runner) there is none. */
export async function writeSummary(markdown: string): Promise<void> {
  if ((process.env["GITHUB_STEP_SUMMARY"] ?? "") === "") return;
  await core.summary.addRaw(markdown, true).write();
}

/** Ends the step with exit code 1 once everything that is under way is done. */
export function fail(sentence: string): void {
  core.setFailed(logText(sentence));
}
