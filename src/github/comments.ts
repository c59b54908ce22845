/** Posts a comment once: its hidden mark is looked for first, and after it was posted, since another run may have posted it in the same moment. */
import { oneByOne } from "../http/one-by-one.ts";
import type { IssueComment } from "../report/issue-step.ts";
import type { GitHubClient } from "./client.ts";
import { isUnclear, statusOf } from "./errors.ts";
import { isRecord, loginOf, sameLogin } from "./issue-data.ts";

/** Where a comment goes, and who must have written it to count. */
export interface CommentPlace {
  readonly number: number;
  readonly login: string;
}

/** Throws the error of the request that failed. */
export async function postOnce(github: GitHubClient, place: CommentPlace, comment: IssueComment): Promise<void> {
  const before = await findPosted(github, place, comment.mark);
  if (before.length === 0) await postUnlessThere(github, place, comment);
  const posted = before.length === 0 ? await findPosted(github, place, comment.mark) : before;
  // The first one stays, whoever looks: so runs at once agree on which that is.
  const others = posted.toSorted((left, right) => left - right).slice(1);
  for await (const _ of oneByOne(others, async (id) => await remove(github, id))) continue;
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

/** The ids of the comments with this mark. */
async function findPosted(github: GitHubClient, { number, login }: CommentPlace, mark: string): Promise<readonly number[]> {
  const pages = github.readPages("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", { issue_number: number });
  const ids: number[] = [];
  for await (const page of pages) ids.push(...page.flatMap((comment) => markedId(comment, login, mark) ?? []));
  return ids;
}

/** A mark counts only on the first line of a comment of our own: anybody can copy one into theirs. */
function markedId(comment: unknown, login: string, mark: string): number | null {
  if (!isRecord(comment) || typeof comment["body"] !== "string" || typeof comment["id"] !== "number") return null;
  const author = loginOf(comment["user"]);
  const marked = author !== null && sameLogin(author, login) && comment["body"].split(/\r?\n/, 1)[0] === mark;
  return marked ? comment["id"] : null;
}
