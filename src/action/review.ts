/** The Action on a pull request: what its change of the policy means, said in one comment, on the lines, in the summary and as the job's conclusion. */
import { repositoryPath } from "../files/repository-path.ts";
import { fail, progress } from "../github/actions-console.ts";
import { findBaseCommit } from "../github/base-commit.ts";
import { createGitHubClient, type GitHubClient } from "../github/client.ts";
import type { RunContext } from "../github/context.ts";
import type { ActionInputs } from "../github/inputs.ts";
import { readPolicyAt } from "../github/policy-at.ts";
import { readPullRequest, WITHOUT_SECRETS, type PullRequest } from "../github/pull-request.ts";
import { readRepository } from "../github/repository.ts";
import type { ReviewBase } from "../report/review/base-words.ts";
import { gateSentence, reviewFailsOn } from "../report/review/gate.ts";
import { CannotCheck } from "../runs/cannot-check.ts";
import type { PolicyAt } from "../runs/policy-port.ts";
import type { ReviewContext } from "../report/review/page.ts";
import { readBase, review, type BasePolicy, type ReviewRequest } from "../runs/review.ts";
import type { Review } from "../review/review.ts";
import { openLive, type OpenLive } from "./open-live.ts";
import { publishReview } from "./publish-review.ts";
import { readProposedPolicy } from "./read-policy.ts";

/** Throws CannotCheck; where Discord was to be looked at and does not answer, only after everything that the policies alone say is said. */
export async function runReview(inputs: ActionInputs, context: RunContext): Promise<void> {
  const pull = await readPullRequest(process.env, context);
  const head = await readProposedPolicy(context.workspace, inputs.policy);
  const { owner, repo, apiUrl } = context;
  const github = createGitHubClient({ apiUrl, token: inputs.githubToken, owner, repo });
  const [repository, { at, comparedWith }] = await Promise.all([
    context.repository ?? readRepository(github),
    readBaseText(github, pull, { inputs, context }),
  ]);
  const untouched = at.kind === "read" && at.source.text === head.source.text;
  const base = readBase(at);
  const blind = untouched ? "the policy is the same as at the base" : whyBlind(inputs, pull);
  const open = async (): Promise<OpenLive> => await openLive(github, { inputs, context, repository, guild: head.policy.guild.id });
  const looked = await look({ base, head, textChanged: !untouched, live: null }, blind ?? open);
  const { result } = looked.reviewed;
  const about = { base: comparedWith, ...basePolicy(base), file: inputs.policy, liveWhy: looked.liveWhy, headSha: pull.headSha };
  const readers = { publicRepository: repository.public, minimal: inputs.reportDetails === "minimal" };
  const { remarks } = looked;
  await publishReview(looked.reviewed, { github, pull, context: { ...about, ...readers }, untouched, remarks, folder: context.temp });
  if (reviewFailsOn(inputs.reviewFailOn, result)) fail(gateSentence(result));
  if (looked.failed !== null) throw new CannotCheck(looked.failed);
}

interface Surroundings {
  readonly inputs: ActionInputs;
  readonly context: RunContext;
}

async function readBaseText(
  github: GitHubClient,
  pull: PullRequest,
  { inputs, context }: Surroundings,
): Promise<{ readonly at: PolicyAt; readonly comparedWith: ReviewBase }> {
  progress("Reading the policy that this change is compared with");
  const commit = await findBaseCommit(github, context.sha, pull);
  const at = await readPolicyAt(github, await repositoryPath(context.workspace, inputs.policy))(commit.sha);
  return { at, comparedWith: { kind: "commit", ...commit } };
}

/** Why nobody can look at Discord, as a clause; null where the token is there. */
function whyBlind({ discordToken }: ActionInputs, { origin }: PullRequest): string | null {
  if (discordToken.trim() !== "") return null;
  return WITHOUT_SECRETS[origin] ?? "the input discord-token is empty";
}

function basePolicy(base: BasePolicy): Pick<ReviewContext, "policyIsNew" | "baseUnreadable"> {
  return { policyIsNew: base.kind === "none", ...(base.kind === "unreadable" ? { baseUnreadable: base.why } : {}) };
}

interface Looked {
  readonly reviewed: Review;
  /** Why Discord was not looked at, as a clause; null where it was. */
  readonly liveWhy: string | null;
  /** What a person should know, one sentence each. */
  readonly remarks: readonly string[];
  /** The sentence of a look that was to be made and could not; null where all is well. */
  readonly failed: string | null;
}

/** `open`: how to look, or why nobody can. Where Discord does not answer, that takes nothing from what the policies alone say. */
async function look(request: ReviewRequest, open: (() => Promise<OpenLive>) | string): Promise<Looked> {
  if (typeof open === "string") return { reviewed: await review(request), liveWhy: open, remarks: [], failed: null };
  const { request: live, remarks } = await open();
  try {
    return { reviewed: await review({ ...request, live }), liveWhy: null, remarks, failed: null };
  } catch (error) {
    if (!(error instanceof CannotCheck)) throw error;
    const liveWhy = `the look failed: ${error.message.replace(/\.$/, "")}`;
    return { reviewed: await review(request), liveWhy, remarks, failed: error.message };
  }
}
