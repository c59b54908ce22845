// What a run of an action left behind, put together after its end.
import { readFile } from "node:fs/promises";
import type { RunState } from "../github/run-state.ts";
import type { Annotation, ConsoleReader } from "./console-reader.ts";
import { FileCommandError, readPairs, type CommandFiles } from "./file-commands.ts";
import type { WorkflowCommand } from "./workflow-command.ts";

export interface ActionResult {
  readonly run: RunState;
  /** Null where a signal ended the process. */
  readonly exitCode: number | null;
  readonly killed: boolean;
  readonly conclusion: "success" | "failure";
  readonly outputs: Readonly<Record<string, string>>;
  /** The job summary as a reader of the run sees it; "" where it was too large to upload. */
  readonly summary: string;
  readonly annotations: readonly Annotation[];
  /** All secrets at the end. */
  readonly masks: readonly string[];
  /** Lines as the run's page shows them: secrets hidden, commands as ##[name]. */
  readonly log: readonly string[];
  readonly rawStdout: string;
  readonly rawStderr: string;
  readonly commands: readonly WorkflowCommand[];
  /** What later steps would find in their environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  /** RUNNER_TEMP, kept until cleanUp. */
  readonly temp: string;
  cleanUp(): Promise<void>;
}

/** S: docs workflow-commands: 1 MiB a step. */
const LARGEST_SUMMARY = 1024 * 1024;

export interface ResultParts {
  readonly exitCode: number | null;
  readonly killed: boolean;
  readonly reader: ConsoleReader;
  readonly files: CommandFiles;
  readonly rawStdout: string;
  readonly rawStderr: string;
  readonly run: RunState;
  readonly temp: string;
  readonly cleanUp: () => Promise<void>;
}

export async function collectResult(parts: ResultParts): Promise<ActionResult> {
  const { reader, files, exitCode } = parts;
  const [outputs, env, state] = await Promise.all([
    pairsOf(files.output, reader),
    pairsOf(files.env, reader),
    pairsOf(files.state, reader),
  ]);
  const summary = await summaryOf(files.summary, reader);
  const filesAreSound = outputs !== null && env !== null && state !== null;
  return {
    run: parts.run,
    exitCode,
    killed: parts.killed,
    conclusion: exitCode === 0 && filesAreSound ? "success" : "failure",
    outputs: { ...Object.fromEntries(reader.outputs), ...outputs },
    summary,
    annotations: reader.annotations,
    masks: reader.masks.values,
    log: reader.log,
    rawStdout: parts.rawStdout,
    rawStderr: parts.rawStderr,
    commands: reader.commands,
    env: withoutBlocked(env ?? {}, reader),
    state: state ?? {},
    temp: parts.temp,
    cleanUp: parts.cleanUp,
  };
}

/** Null, and an error annotation, where the file is malformed. */
async function pairsOf(file: string, reader: ConsoleReader): Promise<Record<string, string> | null> {
  try {
    return Object.fromEntries(await readPairs(file));
  } catch (error) {
    if (!(error instanceof FileCommandError)) throw error;
    reader.annotate("error", error.message);
    return null;
  }
}

function withoutBlocked(env: Readonly<Record<string, string>>, reader: ConsoleReader): Record<string, string> {
  const { NODE_OPTIONS: blocked, ...rest } = env;
  if (blocked !== undefined) reader.annotate("error", "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.");
  return rest;
}

/** The step still passes when its summary is too large: the summary is just not there. */
async function summaryOf(file: string, reader: ConsoleReader): Promise<string> {
  const bytes = await readFile(file);
  if (bytes.length <= LARGEST_SUMMARY) return reader.masks.hide(bytes.toString("utf8"));
  reader.annotate(
    "error",
    `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${LARGEST_SUMMARY / 1024}k, got ${Math.ceil(bytes.length / 1024)}k.`,
  );
  return "";
}
