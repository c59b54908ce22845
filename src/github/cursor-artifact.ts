/** The memory's place on GitHub: an artifact per guild, found and trusted by find-cursor.ts, saved by save-cursor.ts. */
import { CannotCheck } from "../runs/cannot-check.ts";
import type { CursorStore } from "../runs/cursor-port.ts";
import type { GitHubClient } from "./client.ts";
import type { RunContext } from "./context.ts";
import { findCursors } from "./find-cursor.ts";
import { saveCursor } from "./save-cursor.ts";

export interface CursorOptions {
  readonly guild: string;
  readonly retentionDays: number;
  readonly defaultBranch: string;
}

export function openCursorStore(github: GitHubClient, context: RunContext, options: CursorOptions): CursorStore {
  const name = `permission-drift-cursor-${options.guild}`;
  const { runId, repositoryId, temp } = context;
  return {
    find: async () => await findCursors(github, { name, runId, repositoryId, defaultBranch: options.defaultBranch }),
    save: async (text) => await saveCursor(text, { name, temp, retentionDays: options.retentionDays }),
  };
}

/** The artifact service exists on github.com and *.ghe.com only; the library has the same rule, but only when it is used. */
export function refuseEnterpriseServer(serverUrl: string): void {
  const host = URL.canParse(serverUrl) ? new URL(serverUrl).hostname.toLowerCase() : "";
  if (host === "github.com" || host.endsWith(".ghe.com") || host.endsWith(".localhost")) return;
  throw new CannotCheck("GitHub Enterprise Server is not supported: it has no artifact service that can keep the cursor. Use github.com.");
}
