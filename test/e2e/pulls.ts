/** Pull requests on a stage: opened, pushed to, and run as GitHub would run them. */
import type { RunOptions, Stage, StageRun } from "../../embedded/demo/stage.ts";
import { FORK_RIGHTS, REVIEW_RIGHTS } from "../../embedded/github/tokens.ts";
import type { PullRequestEvent } from "../../embedded/runner/pull-request-event.ts";
import { POLICY } from "./world.ts";

/** Files that a commit writes (text) or deletes (null). */
type Files = Readonly<Record<string, string | null>>;

export interface Proposal {
  readonly files: Files;
  /** Default "change". */
  readonly branch?: string;
  /** "owner/name" of a fork; null: one that was deleted since. */
  readonly fork?: string | null;
  /** Who proposes; default ben-k. */
  readonly author?: string;
}

/** The policy with one text in the place of another, which must be there. */
export function changed(from: string, to: string, policy = POLICY): string {
  if (!policy.includes(from)) throw new Error(`The policy has no ${from}`);
  return policy.replace(from, to);
}

export const HELPER = "permissions: [$write, $talk, MANAGE_MESSAGES]";

/** One policy for each result of a review. */
export const PROPOSED = {
  "no-effect": `${POLICY}# nothing new\n`,
  change: changed(HELPER, "permissions: [$write, $talk]"),
  escalation: changed(HELPER, "permissions: [$write, $talk, MANAGE_MESSAGES, BAN_MEMBERS]"),
  "broken-rule": `${changed(HELPER, "permissions: [ADMINISTRATOR]")}\nrules:\n  only-admins:\n    permissions: [ADMINISTRATOR]\n    only: [Admin]\n`,
} as const;

/** Opens a pull request of one commit; GitHub merges it with its base at once. */
export function propose(stage: Stage, { files, branch = "change", fork, author = "ben-k" }: Proposal): PullRequestEvent {
  const { repository } = stage;
  const baseSha = repository.tip();
  const headSha = repository.commit({ branch: fork === undefined ? branch : null, parents: [baseSha], files, author });
  const { number } = repository.as(author).openPullRequest({ title: "Change the policy" });
  const event = { number, headRef: branch, headSha, baseRef: "main", baseSha, author, action: "opened" };
  return { ...event, mergeSha: repository.mergePull({ number, headSha }), ...(fork === undefined ? {} : { headRepository: fork }) };
}

/** One more commit on it. */
export function push({ repository }: Stage, pull: PullRequestEvent, files: Files): PullRequestEvent {
  const branch = pull.headRepository === undefined ? pull.headRef : null;
  const headSha = repository.commit({ branch, parents: [pull.headSha], files });
  return { ...pull, headSha, action: "synchronize", mergeSha: repository.mergePull({ number: pull.number, headSha }) };
}

/** With the rights that the docs name, where a job has a say in them; a fork's and Dependabot's runs have no secrets and can only read. */
export async function review(stage: Stage, pullRequest: PullRequestEvent, options: RunOptions = {}): Promise<StageRun> {
  const strange = pullRequest.headRepository !== undefined || pullRequest.author === "dependabot[bot]";
  const given: RunOptions = strange ? { rights: FORK_RIGHTS, inputs: { "discord-token": "" } } : { rights: REVIEW_RIGHTS };
  const actor = { run: { actor: pullRequest.author ?? "ben-k" } };
  return await stage.run({ ...given, ...actor, ...options, pullRequest, inputs: { ...given.inputs, ...options.inputs } });
}

/** What a reader sees: without what keeps text from outside inert. */
export function plain(text: string): string {
  return text.replaceAll(/\u200B|\\(?=[!-/:-@[-`{-~])/g, "");
}

export function commentsOn({ repository }: Stage, { number }: PullRequestEvent): readonly { readonly id: number; readonly body: string }[] {
  return repository.issue(number).comments.map(({ id, body }) => ({ id, body: plain(body) }));
}

/** Requests that change anything on GitHub: GraphQL only asks who the token is. */
export function writesOf(run: StageRun): readonly string[] {
  return run.requests.github
    .filter(({ method, path }) => method !== "GET" && path !== "/graphql")
    .map(({ method, path }) => `${method} ${path.replace(/\d{5,}/, "N")}`);
}
