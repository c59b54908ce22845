/** Reads the policy's file: bounded, in UTF-8, and with errors that say what to do. */
import { readFile, stat } from "node:fs/promises";
import type { PolicySource } from "../policy/render-problem.ts";
import { CannotCheck } from "../runs/cannot-check.ts";

/** The policy of the largest guild that Discord allows is below 1 MiB. */
const MAX_POLICY_BYTES = 4 * 1024 * 1024;

/** `path` is where it is, `file` what messages call it. Throws CannotCheck. */
export async function readPolicyFile(path: string, file: string): Promise<PolicySource> {
  const bytes = await read(path, file);
  try {
    return { file, text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    throw new CannotCheck(`The policy ${file} is not a text in UTF-8. Save it as UTF-8.`, { cause: error });
  }
}

async function read(path: string, file: string): Promise<Uint8Array> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new CannotCheck(`The policy ${file} is not a file. Give the path of a YAML file.`);
    if (found.size > MAX_POLICY_BYTES) throw new CannotCheck(`The policy ${file} is larger than 4 MiB. Check that it is one.`);
    return await readFile(path);
  } catch (error) {
    if (error instanceof CannotCheck) throw error;
    throw new CannotCheck(
      `There is no policy ${file} that can be read. Give its path, and in a workflow check the repository out before this step.`,
      { cause: error },
    );
  }
}
