/** Writes a file that the user named, and leaves one that is there already alone unless told otherwise. */
import { lstat, rename, writeFile } from "node:fs/promises";
import { CannotCheck } from "../runs/cannot-check.ts";

/** Whether a file that is there already may be replaced. */
export interface NewFileOptions {
  readonly overwrite: boolean;
}

/** Checks before the work begins that the file may be written. Throws CannotCheck. */
export async function refuseExisting(file: string, { overwrite }: NewFileOptions): Promise<void> {
  const found = await lstat(file).catch(() => null);
  if (found?.isDirectory() === true) throw new CannotCheck(`${file} is a folder. Give the path of a file.`);
  if (found !== null && !overwrite) throw existing(file);
}

/** Throws CannotCheck. */
export async function writeNewFile(file: string, text: string, { overwrite }: NewFileOptions): Promise<void> {
  try {
    if (!overwrite) await writeFile(file, text, { flag: "wx" });
    else {
      await writeFile(`${file}.tmp`, text);
      await rename(`${file}.tmp`, file);
    }
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") throw existing(file);
    throw new CannotCheck(`The file ${file} cannot be written. Give another path.`, { cause: error });
  }
}

function existing(file: string): CannotCheck {
  return new CannotCheck(`There is a file ${file} already. Give another path, or --force to replace it.`);
}
