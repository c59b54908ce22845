/** What a review reads besides the policies, with the rights that its job has: what it may not read, it does without, and says so. */
import type { TrackedIssue } from "../report/issues/step.ts";
import { CannotCheck } from "../runs/cannot-check.ts";
import type { CursorSearch, CursorStore } from "../runs/cursor-port.ts";
import type { GitHubClient } from "./client.ts";
import { isNotAllowed, statusOf } from "./errors.ts";
import { readLogin } from "./identity.ts";
import { readTracked } from "./issue-desk.ts";

export interface IssuesRead {
  /** Null where they may not be read. */
  readonly issues: readonly TrackedIssue[] | null;
  /** What a person should know of it, one sentence each. */
  readonly remarks: readonly string[];
}

/** `numbers`: those that the memory names. Throws CannotCheck where GitHub fails: half a list is no list. */
export async function readIssuesIfAllowed(github: GitHubClient, numbers: readonly number[]): Promise<IssuesRead> {
  try {
    return { issues: await readTracked({ github, login: await readLogin(github) }, numbers), remarks: [] };
  } catch (error) {
    const why = whyUnreadable(error, "issues: read");
    return { issues: null, remarks: [`Nobody could look which open issues this change would settle. ${why}`] };
  }
}

/** As the store's own `find`, but where its job may not read, there is no candidate, and the reason is among what was refused. */
export async function findCursorsIfAllowed(store: Pick<CursorStore, "find">): Promise<CursorSearch> {
  try {
    return await store.find();
  } catch (error) {
    const why = whyUnreadable(error, "actions: read");
    return { candidates: [], refused: [`What earlier checks remember could not be read. ${why}`] };
  }
}

/** What to do about it. Throws the error where it is another one: a reader's own sentence hides what GitHub answered, which stands behind it. */
function whyUnreadable(error: unknown, right: "issues: read" | "actions: read"): string {
  const answer = error instanceof CannotCheck ? error.cause : null;
  if (statusOf(answer) === 410) return "Issues are turned off for this repository";
  if (isNotAllowed(answer)) return `Give the job "${right}" under permissions`;
  throw error;
}
