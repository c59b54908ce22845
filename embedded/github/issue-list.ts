// GET /issues: filters and order, as the OpenAPI description gives them.
import { validationFailed } from "./answers.ts";
import type { IssueState } from "./issue-state.ts";
import { findLabel } from "./issue-state.ts";
import type { RepositoryCall } from "./router.ts";

export const ISSUE_LIST_PARAMETERS = ["labels", "state", "creator", "since", "sort", "direction"];

/** The issues and pull requests that a query asks for, in its order. */
export function selectIssues(call: RepositoryCall): readonly IssueState[] {
  const { query } = call.request;
  const state = choice(query, "state", ["open", "closed", "all"]);
  const labels = (query.get("labels") ?? "").split(",").filter((name) => name.trim() !== "");
  const creator = query.get("creator")?.toLowerCase();
  const since = sinceOf(query);
  return inOrder(
    query,
    call.repository.issues.filter(
      (issue) =>
        (state === "all" || issue.state === state) &&
        labels.every((name) => findLabel(issue.labels, name.trim()) !== undefined) &&
        (creator === undefined || issue.author.login.toLowerCase() === creator) &&
        issue.updatedAt >= since,
    ),
  );
}

/** The moment in `since`, Unix milliseconds; 422 where it is none. */
export function sinceOf(query: URLSearchParams): number {
  const since = query.get("since");
  if (since === null) return 0;
  const ms = Date.parse(since);
  if (Number.isNaN(ms)) throw validationFailed({ resource: "Issue", field: "since", code: "invalid" });
  // GitHub compares whole seconds, as its timestamps show them.
  return Math.floor(ms / 1000) * 1000;
}

function inOrder(query: URLSearchParams, issues: readonly IssueState[]): readonly IssueState[] {
  const sort = choice(query, "sort", ["created", "updated", "comments"]);
  const sign = choice(query, "direction", ["desc", "asc"]) === "desc" ? -1 : 1;
  const keys = {
    created: (issue: IssueState) => issue.createdAt,
    updated: (issue: IssueState) => issue.updatedAt,
    comments: (issue: IssueState) => issue.comments.length,
  };
  const key = keys[sort];
  return issues.toSorted((a, b) => sign * (key(a) - key(b) || a.number - b.number));
}

/** One of the documented words, the first where none is given; 422 for another. */
function choice<Word extends string>(query: URLSearchParams, name: string, words: readonly [Word, ...Word[]]): Word {
  const given = query.get(name);
  if (given === null) return words[0];
  const word = words.find((one) => one === given);
  if (word === undefined) throw validationFailed({ resource: "Issue", field: name, code: "invalid", value: given });
  return word;
}
