/** The memory of the command: a file that the user names. */
import { readFile, rename, stat, writeFile } from "node:fs/promises";
import type { Memory } from "../drift/memory.ts";
import { parseMemory } from "../drift/parse-memory.ts";
import { MEMORY_BYTES, printMemory } from "../drift/print-memory.ts";
import type { GuildId } from "../permissions/snowflake.ts";
import { CannotCheck } from "../runs/cannot-check.ts";

export interface CursorRequest {
  readonly file: string;
  readonly guild: GuildId;
  /** ISO 8601. */
  readonly now: string;
  /** Whether a file that is not there yet is a beginning. */
  readonly mayBeMissing: boolean;
}

/** Null where there is none yet. Throws CannotCheck for a file that is no cursor: to begin anew in silence would hide that. */
export async function readCursorFile({ file, guild, now, mayBeMissing }: CursorRequest): Promise<Memory | null> {
  const size = await stat(file).then(
    (found) => found.size,
    () => null,
  );
  if (size === null) {
    if (mayBeMissing) return null;
    throw new CannotCheck(`There is no cursor ${file}. Give --save-cursor as well to make one.`);
  }
  if (size > MEMORY_BYTES) throw new CannotCheck(`The cursor ${file} is larger than 1 MiB, so it is none. Give another file.`);
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new CannotCheck(`The cursor ${file} cannot be read. Check the file's rights.`, { cause: error });
  });
  const parsed = parseMemory(text, guild, now);
  if (!parsed.ok) throw new CannotCheck(`The cursor ${file} cannot be used: ${parsed.why}. Remove it to begin anew, or give another file.`);
  return parsed.memory;
}

/** The file is replaced in one go. Throws CannotCheck. */
export async function writeCursorFile(file: string, memory: Memory): Promise<void> {
  try {
    await writeFile(`${file}.tmp`, printMemory(memory).text);
    await rename(`${file}.tmp`, file);
  } catch (error) {
    throw new CannotCheck(`The cursor ${file} cannot be written. Give another file.`, { cause: error });
  }
}
