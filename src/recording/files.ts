/** The files of a recording, and how one is read: bounded, and with errors that name the file. */
import { readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { CannotCheck } from "../runs/cannot-check.ts";

/** Product.md, "A recording". */
export const RECORDING_FILES = {
  guild: "guild.json",
  channels: "channels.json",
  auditLog: "audit-log.json",
  self: "self.json",
  memberCounts: "member-counts.json",
  members: "members.json",
  probes: "probes.json",
  time: "time.json",
} as const;

export type RecordingFile = keyof typeof RECORDING_FILES;

/** A long audit log is tens of MiB; more than this is a mistake. */
const MAX_FILE_BYTES = 256 * 1024 * 1024;

/** The JSON of one file; `undefined` where the recording has no such file. Throws CannotCheck for everything else. */
export async function readRecorded(folder: string, file: RecordingFile): Promise<unknown> {
  const path = join(folder, RECORDING_FILES[file]);
  const size = await sizeOf(path);
  if (size === null) return undefined;
  if (size > MAX_FILE_BYTES) throw new CannotCheck(`The recording's ${basename(path)} is larger than 256 MiB. Check that it is one.`);
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw new CannotCheck(`The recording's ${basename(path)} cannot be read. Check the file's rights.`, { cause: error });
  });
  return parseJson(text, basename(path));
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new CannotCheck(`The recording's ${basename(path)} is not a file.`);
    return found.size;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new CannotCheck(`The recording's ${name} is not valid JSON. Record again, or repair the file.`, { cause: error });
  }
}

/** Whether a file system error says that there is nothing at the path. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
