/** Replaces a file that is there in one go: whoever reads it sees the old text or the new one, and its rights stay. */
import { realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { CannotCheck } from "../runs/cannot-check.ts";

/** A link stays a link: what it leads to is replaced. Throws CannotCheck. */
export async function replaceFile(file: string, text: string): Promise<void> {
  try {
    const path = await realpath(file);
    const { mode } = await stat(path);
    await writeFile(`${path}.tmp`, text, { mode: mode & 0o777, flag: "wx" });
    await rename(`${path}.tmp`, path).catch(async (error: unknown) => {
      await rm(`${path}.tmp`);
      throw error;
    });
  } catch (error) {
    throw new CannotCheck(`The file ${file} cannot be written, or there is a file ${file}.tmp beside it. Nothing was changed.`, {
      cause: error,
    });
  }
}
