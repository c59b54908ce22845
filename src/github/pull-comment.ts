/** The one comment on a pull request: posted once, then edited in place with each push. A token that may not write it is no error. */
import type { IssueComment } from "../report/issues/step.ts";
import type { GitHubClient } from "./client.ts";
import { findPosted, postOnce, type PostedComment } from "./comments.ts";
import { explainGitHub, isNotAllowed, statusOf } from "./errors.ts";
import { readLogin } from "./identity.ts";
import type { PullRequest, PullRequestOrigin } from "./pull-request.ts";

/** Where the comment goes. */
export type PullPlace = Pick<PullRequest, "number" | "origin">;

export interface PullComment extends IssueComment {
  /** Where there is none yet. `leave`: a change that needs no words gets none, but what an earlier push said must not stand there for ever. */
  readonly whenMissing: "post" | "leave";
}

/**
 * Sees to it that exactly one comment with this mark on its first line stands there, with this body; where it has it already, nothing is written.
 * Gives a sentence where the token may not write, else null. Throws CannotCheck where GitHub fails.
 */
export async function keepPullComment(github: GitHubClient, pull: PullPlace, comment: PullComment): Promise<string | null> {
  try {
    const place = { number: pull.number, login: await readLogin(github) };
    if (comment.whenMissing === "leave" && (await findPosted(github, place, comment.mark)).length === 0) return null;
    const posted = await postOnce(github, place, comment);
    const gone = posted !== null && !sameText(posted.body, comment.body) && !(await edit(github, posted, comment.body));
    if (gone) await postOnce(github, place, comment);
    return null;
  } catch (error) {
    if (isNotAllowed(error)) return `${NOT_ALLOWED[pull.origin]}; what it would say is in the summary of this run`;
    throw explainGitHub(error, "pull-requests: write");
  }
}

const NOT_ALLOWED = {
  repository: 'There is no comment on the pull request: the job may not write one. Give it "pull-requests: write" under permissions',
  fork: "There is no comment on the pull request: GitHub gives a run from a fork a token that only reads",
  dependabot:
    "There is no comment on the pull request: GitHub gives a run of Dependabot a token that only reads, unless its job asks for more",
} as const satisfies Record<PullRequestOrigin, string>;

/** Whether it was there still: somebody may have deleted it since it was read. */
async function edit(github: GitHubClient, { id }: PostedComment, body: string): Promise<boolean> {
  try {
    await github.write("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", { comment_id: id, body });
    return true;
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    return false;
  }
}

/** GitHub may give line ends back in another way than it got them. */
function sameText(left: string, right: string): boolean {
  return plainText(left) === plainText(right);
}

function plainText(text: string): string {
  return text.replaceAll("\r\n", "\n").trimEnd();
}
