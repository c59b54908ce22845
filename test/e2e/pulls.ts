/** What is proposed in pull requests, how they are run as GitHub would run them, and what they are told. */
import type { RunOptions, Stage, StageRun } from "../../embedded/demo/stage.ts";
import { FORK_RIGHTS, REVIEW_RIGHTS } from "../../embedded/github/tokens.ts";
import type { PullRequestEvent } from "../../embedded/runner/pull-request-event.ts";
import { POLICY } from "./world.ts";

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
