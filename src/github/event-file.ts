/** The payload of the event that started the run, as the runner left it in a file: whoever opened a pull request chose parts of it. */
import { readFile, stat } from "node:fs/promises";

/** Payloads of GitHub are at most 25 MB. */
const MAX_EVENT_BYTES = 25 * 1024 * 1024;

/** `path` is GITHUB_EVENT_PATH. Null where there is no such file, or it is too large or not JSON. */
export async function readEventFile(path: string | undefined): Promise<unknown> {
  if (path === undefined || path === "") return null;
  try {
    if ((await stat(path)).size > MAX_EVENT_BYTES) return null;
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return null;
  }
}
