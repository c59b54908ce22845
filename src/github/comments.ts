/** Posts a comment once: its hidden mark is looked for first, and again when nobody knows whether it was posted. */
import type { IssueComment } from "../report/issue-step.ts";
import type { GitHubClient } from "./client.ts";
import { isUnclear } from "./errors.ts";
import { isRecord, loginOf, sameLogin } from "./issue-data.ts";

/** Where a comment goes, and who must have written it to count. */
export interface CommentPlace {
  readonly number: number;
  readonly login: string;
}

/** Throws the error of the request that failed. */
export async function postOnce(github: GitHubClient, place: CommentPlace, comment: IssueComment): Promise<void> {
  if (await isPosted(github, place, comment.mark)) return;
  try {
    await post(github, place, comment);
  } catch (error) {
    if (!isUnclear(error)) throw error;
    if (await isPosted(github, place, comment.mark)) return;
    await post(github, place, comment);
  }
}

async function post(github: GitHubClient, { number }: CommentPlace, { body }: IssueComment): Promise<void> {
  await github.createOnce("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", { issue_number: number, body });
}

/** A mark counts only on the first line of a comment of our own: anybody can copy one into theirs. */
async function isPosted(github: GitHubClient, { number, login }: CommentPlace, mark: string): Promise<boolean> {
  const pages = github.readPages("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", { issue_number: number });
  for await (const page of pages) {
    if (page.some((comment) => isMarked(comment, login, mark))) return true;
  }
  return false;
}

function isMarked(comment: unknown, login: string, mark: string): boolean {
  if (!isRecord(comment) || typeof comment["body"] !== "string") return false;
  const author = loginOf(comment["user"]);
  return author !== null && sameLogin(author, login) && comment["body"].split(/\r?\n/, 1)[0] === mark;
}
