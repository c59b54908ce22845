/** Pull requests on a stage: opened, pushed to and merged, as GitHub does it. */
import type { PullRequestEvent } from "../runner/pull-request-event.ts";
import type { Stage } from "./stage.ts";

/** Files that a commit writes (text) or deletes (null). */
type Files = Readonly<Record<string, string | null>>;

export interface Proposal {
  readonly files: Files;
  readonly title?: string;
  /** Default "change". */
  readonly branch?: string;
  /** "owner/name" of a fork; null: one that was deleted since. */
  readonly fork?: string | null;
  /** Who proposes; default ben-k. */
  readonly author?: string;
}

type Repository = Pick<Stage, "repository">;

/** Opens a pull request of one commit; GitHub merges it with its base at once. */
export function propose({ repository }: Repository, proposal: Proposal): PullRequestEvent {
  const { files, title = "Change the policy", branch = "change", fork, author = "ben-k" } = proposal;
  const baseSha = repository.tip();
  const headSha = repository.commit({ branch: fork === undefined ? branch : null, parents: [baseSha], files, author });
  const { number } = repository.as(author).openPullRequest({ title });
  const event = { number, headRef: branch, headSha, baseRef: "main", baseSha, author, action: "opened" };
  return { ...event, mergeSha: repository.mergePull({ number, headSha }), ...(fork === undefined ? {} : { headRepository: fork }) };
}

/** One more commit on it. */
export function push({ repository }: Repository, pull: PullRequestEvent, files: Files): PullRequestEvent {
  const branch = pull.headRepository === undefined ? pull.headRef : null;
  const headSha = repository.commit({ branch, parents: [pull.headSha], files, author: pull.author ?? "ben-k" });
  return { ...pull, headSha, action: "synchronize", mergeSha: repository.mergePull({ number: pull.number, headSha }) };
}

/** Brings it to the default branch, and closes it. */
export function merge({ repository }: Repository, pull: PullRequestEvent, author: string): void {
  const base = repository.tip();
  const merged = repository.state.commits.get(repository.mergePull({ number: pull.number, headSha: pull.headSha }));
  const message = `Merge pull request #${pull.number} from ${pull.headRef}`;
  repository.commit({ parents: [base, pull.headSha], message, author, files: Object.fromEntries(merged?.files ?? []) });
  repository.as(author).close(pull.number);
}
