// The files that a step writes its outputs, environment, state, paths and summary to.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const FILES = {
  output: "GITHUB_OUTPUT",
  env: "GITHUB_ENV",
  state: "GITHUB_STATE",
  path: "GITHUB_PATH",
  summary: "GITHUB_STEP_SUMMARY",
} as const;

type CommandFile = keyof typeof FILES;
export type CommandFiles = Readonly<Record<CommandFile, string>>;

/** Makes the files, empty, in a folder of their own. */
export async function createCommandFiles(folder: string): Promise<CommandFiles> {
  await mkdir(folder, { recursive: true });
  const at = (name: CommandFile): string => join(folder, name);
  const files = { output: at("output"), env: at("env"), state: at("state"), path: at("path"), summary: at("summary") };
  await Promise.all(Object.values(files).map(async (file) => writeFile(file, "")));
  return files;
}

export function commandFileVariables(files: CommandFiles): Record<string, string> {
  return {
    [FILES.output]: files.output,
    [FILES.env]: files.env,
    [FILES.state]: files.state,
    [FILES.path]: files.path,
    [FILES.summary]: files.summary,
  };
}

/** Thrown where a step wrote something that the runner would fail it for. */
export class FileCommandError extends Error {
  override readonly name = "FileCommandError";
}

/** Reads `name=value` and `name<<DELIMITER` ... `DELIMITER`. */
export async function readPairs(file: string): Promise<ReadonlyMap<string, string>> {
  const lines = (await readFile(file, "utf8")).split(/\r\n|\n|\r/);
  const pairs = new Map<string, string>();
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (line === "") continue;
    const { name, delimiter, value } = startOf(line);
    const end = delimiter === null ? index : lines.indexOf(delimiter, index + 1);
    if (end < 0) throw new FileCommandError(`Invalid value. Matching delimiter not found '${delimiter}'`);
    pairs.set(name, delimiter === null ? value : lines.slice(index + 1, end).join("\n"));
    index = end;
  }
  return pairs;
}

interface Start {
  readonly name: string;
  /** Null for `name=value`. */
  readonly delimiter: string | null;
  readonly value: string;
}

/** Which of `=` and `<<` comes first decides. */
function startOf(line: string): Start {
  const match = /^(?<name>[^=]*?)(?<sign>=|<<)(?<rest>.*)$/s.exec(line);
  const { name = "", sign, rest = "" } = match?.groups ?? {};
  if (name === "" || (sign === "<<" && rest === "")) throw new FileCommandError(`Invalid format '${line}'`);
  return sign === "<<" ? { name, delimiter: rest, value: "" } : { name, delimiter: null, value: rest };
}
