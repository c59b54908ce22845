/** Posts a comment once: its hidden mark is looked for first, and after it was posted, since another run may have posted it in the same moment. */
import { oneByOne } from "../http/one-by-one.ts";
import type { IssueComment } from "../report/issues/step.ts";
import type { GitHubClient } from "./client.ts";
import { isUnclear, statusOf } from "./errors.ts";
import { isRecord, loginOf, sameLogin } from "./issue-data.ts";

/** Where a comment goes (an issue or a pull request: they share their numbers), and who must have written it to count. */
export interface CommentPlace {
  readonly number: number;
  readonly login: string;
}

export interface PostedComment {
  readonly id: number;
  readonly body: string;
}

/** Gives the one that stands there in the end; null where GitHub's list does not show it yet. Throws the error of the request that failed. */
export async function postOnce(github: GitHubClient, place: CommentPlace, comment: IssueComment): Promise<PostedComment | null> {
  const before = await findPosted(github, place, comment.mark);
  if (before.length === 0) await postUnlessThere(github, place, comment);
  const posted = before.length === 0 ? await findPosted(github, place, comment.mark) : before;
  // The first one stays, whoever looks: so runs at once agree on which that is.
  const [first, ...others] = posted.toSorted((left, right) => left.id - right.id);
  for await (const _ of oneByOne(others, async ({ id }) => await remove(github, id))) continue;
  return first ?? null;
}

async function postUnlessThere(github: GitHubClient, place: CommentPlace, comment: IssueComment): Promise<void> {
  try {
    await post(github, place, comment);
  } catch (error) {
    if (!isUnclear(error)) throw error;
    if ((await findPosted(github, place, comment.mark)).length === 0) await post(github, place, comment);
  }
}

async function remove(github: GitHubClient, id: number): Promise<void> {
  try {
    await github.write("DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}", { comment_id: id });
  } catch (error) {
    // The other run was faster.
    if (statusOf(error) !== 404) throw error;
  }
}

async function post(github: GitHubClient, { number }: CommentPlace, { body }: IssueComment): Promise<void> {
  await github.createOnce("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", { issue_number: number, body });
}

/** All of them, in no order. Throws the error of the request that failed. */
export async function findPosted(github: GitHubClient, { number, login }: CommentPlace, mark: string): Promise<readonly PostedComment[]> {
  const pages = github.readPages("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", { issue_number: number });
  const found: PostedComment[] = [];
  for await (const page of pages) found.push(...page.flatMap((comment) => markedComment(comment, login, mark) ?? []));
  // A comment that moved between two pages while they were read stands in both.
  return [...new Map(found.map((comment) => [comment.id, comment])).values()];
}

/** A mark counts only on the first line of a comment of our own: anybody can copy one into theirs. */
function markedComment(comment: unknown, login: string, mark: string): PostedComment | null {
  if (!isRecord(comment)) return null;
  const { id, body } = comment;
  const author = loginOf(comment["user"]);
  if (typeof id !== "number" || typeof body !== "string" || author === null) return null;
  return sameLogin(author, login) && body.split(/\r?\n/, 1)[0] === mark ? { id, body } : null;
}
