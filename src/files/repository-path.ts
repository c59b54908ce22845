/** Where a file of the checkout is within its repository: GitHub knows it by that path. */
import { stat } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

/**
 * The path from the folder that has `.git` to the file, with forward slashes. `file` may be absolute, or relative to the workspace. The checkout may
 * be in a folder of the workspace (the `path` of actions/checkout); without a `.git` up to the workspace, that counts.
 */
export async function repositoryPath(workspace: string, file: string): Promise<string> {
  const path = resolve(workspace, file);
  const root = (await rootAbove(dirname(path), resolve(workspace))) ?? resolve(workspace);
  return relative(root, path).split(sep).join("/");
}

async function rootAbove(folder: string, workspace: string): Promise<string | null> {
  if (!isWithin(folder, workspace)) return null;
  if (await isThere(join(folder, ".git"))) return folder;
  return folder === workspace ? null : await rootAbove(dirname(folder), workspace);
}

function isWithin(folder: string, workspace: string): boolean {
  const path = relative(workspace, folder);
  return path === "" || (!isAbsolute(path) && path.split(sep)[0] !== "..");
}

/** A folder, or in a worktree a file. */
async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
