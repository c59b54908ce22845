/** Writes a recording: raw answers, one file each. */
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CannotCheck } from "../runs/cannot-check.ts";
import type { Recording } from "../runs/record.ts";
import { isMissing, RECORDING_FILES, type RecordingFile } from "./files.ts";
import { withoutSecrets } from "./redact.ts";

/** Whether a folder that holds a recording already may be written over. */
export interface WriteOptions {
  readonly overwrite: boolean;
}

/**
 * Saves a recording into a folder, which is made if need be. guild.json is written last: a folder without it is no recording, so one that
 * was cut off half-way is not taken for whole. Throws CannotCheck where the folder holds one already, or cannot be written.
 */
export async function writeRecording(folder: string, recording: Recording, options: WriteOptions): Promise<void> {
  await refuseOther(folder, options);
  try {
    await mkdir(folder, { recursive: true });
    await Promise.all(Object.values(RECORDING_FILES).map(async (name) => await rm(join(folder, name), { force: true })));
    const { guild, ...rest } = contentOf(recording);
    await Promise.all(Object.entries(rest).map(async ([file, value]) => await writeJson(folder, file, value)));
    await writeJson(folder, "guild", guild);
  } catch (error) {
    throw new CannotCheck(`The folder ${folder} cannot be written. Give another folder.`, { cause: error });
  }
}

/** Checks that a recording may go into this folder: before anything is asked of Discord, and again before writing. */
export async function refuseOther(folder: string, options: WriteOptions): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw new CannotCheck(`The folder ${folder} cannot be read. Give another folder.`, { cause: error });
  });
  const recorded = names.some((name) => Object.values(RECORDING_FILES).some((known) => known === name));
  if (recorded && !options.overwrite)
    throw new CannotCheck(`There is a recording in ${folder} already. Give another folder, or --force to write over it.`);
}

function contentOf(recording: Recording): Readonly<Record<RecordingFile, unknown>> {
  const { auditPages, self, at, ...rest } = recording;
  return { memberCounts: undefined, members: undefined, ...rest, auditLog: auditPages ?? undefined, self: self ?? undefined, time: { at } };
}

/** A file appears whole or not at all. `undefined` makes none. */
async function writeJson(folder: string, file: string, value: unknown): Promise<void> {
  if (value === undefined || !isRecordingFile(file)) return;
  const path = join(folder, RECORDING_FILES[file]);
  await writeFile(`${path}.tmp`, `${JSON.stringify(withoutSecrets(value), null, 2)}\n`);
  await rename(`${path}.tmp`, path);
}

function isRecordingFile(file: string): file is RecordingFile {
  return file in RECORDING_FILES;
}
