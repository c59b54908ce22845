/** Builds the bundle from the sources of this moment, once for all end-to-end tests, into a folder that looks like the action's repository. */
import { execFile } from "node:child_process";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { node24 } from "../../embedded/runner/node-path.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder with action.yml and dist/. */
    readonly bundle: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await buildBundle();
  project.provide("bundle", folder);
  return async () => {
    await rm(folder, { recursive: true, force: true });
  };
}

/** As `npm run build` does, into another folder. Gives the folder, which the caller removes. */
export async function buildBundle(): Promise<string> {
  const root = join(import.meta.dirname, "../..");
  const folder = await mkdtemp(join(tmpdir(), "permission-drift-bundle-"));
  const rolldown = join(root, "node_modules/rolldown/bin/cli.mjs");
  await promisify(execFile)(node24(), [rolldown, "-c", "-d", join(folder, "dist")], { cwd: root });
  await copyFile(join(root, "action.yml"), join(folder, "action.yml"));
  // So that Node takes the files for ES modules, as package.json of the repository has it.
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  return folder;
}
