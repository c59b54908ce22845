// The Node 24 that actions run under (`runs.using: node24`).
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** This process where it is Node 24, else the one of the npm package `node`. */
export function node24(): string {
  if (process.versions.node.startsWith("24.")) return process.execPath;
  return join(dirname(createRequire(import.meta.url).resolve("node/package.json")), "bin", "node");
}
