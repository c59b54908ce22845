// What all issue routes share: is there an issue, may the viewer, who acts, and are the texts short enough.
import { accountOf, type AccountState } from "./accounts.ts";
import { notFound, refuse, validationFailed } from "./answers.ts";
import type { Act, IssueState } from "./issue-state.ts";
import type { RepositoryCall } from "./router.ts";
import { holds, requireRight } from "./tokens.ts";

/** docs: a body or a comment holds 65,536 characters, a title 256. Counted in UTF-16 units, the stricter way. */
const LONGEST_BODY = 65_536;
const LONGEST_TITLE = 256;
const LONGEST_LABEL = 50;

/** The viewer as the one who acts; 410 where the repository has no issues, 403 or 401 without the right. */
export function actOn(call: RepositoryCall, right: "issues" | "pullRequests" = "issues"): Act {
  requireRight(call.repository, call.viewer, [right, "write"]);
  // Pull requests have their comments also where issues are off.
  if (right === "issues") requireIssues(call);
  if (call.viewer === null) throw refuse(401, "Requires authentication");
  return { world: call.world, repository: call.repository, actor: call.viewer.account };
}

/** For reading: 410 where issues are off. */
export function mayRead(call: RepositoryCall): void {
  requireRight(call.repository, call.viewer, ["issues", "read"]);
  requireIssues(call);
}

/** docs: "List issue comments" takes `issues: read` or, on a pull request, `pull-requests: read`. */
export function mayReadComments(call: RepositoryCall, issue: IssueState): void {
  const other = issue.pullRequest && holds(call.repository, call.viewer, ["pullRequests", "read"]);
  if (!other) requireRight(call.repository, call.viewer, ["issues", "read"]);
  if (!issue.pullRequest) requireIssues(call);
}

export function issueOf(call: RepositoryCall): IssueState {
  const wanted = call.parts["number"];
  const issue = call.repository.issues.find((one) => String(one.number) === wanted);
  if (issue !== undefined) return issue;
  throw call.repository.deletedIssues.has(Number(wanted)) ? refuse(410, "This issue was deleted") : notFound();
}

/** Comments on a pull request need its own right, comments on an issue the issue right. */
export function rightFor(issue: IssueState): "issues" | "pullRequests" {
  return issue.pullRequest ? "pullRequests" : "issues";
}

export function checkTitle(title: string | null | undefined): void {
  if (title === null || title?.trim() === "") throw validationFailed({ resource: "Issue", field: "title", code: "missing_field" });
  checkLength("Issue", "title", title);
}

export function checkLength(resource: string, field: "title" | "body", value: string | null | undefined): void {
  const longest = field === "title" ? LONGEST_TITLE : LONGEST_BODY;
  if ((value?.length ?? 0) <= longest) return;
  const message = `${field} is too long (maximum is ${longest} characters)`;
  throw validationFailed({ resource, field, code: "custom", message });
}

/** Label names hold 50 characters. */
export function checkLabels(names: readonly string[] | undefined): readonly string[] | undefined {
  for (const name of names ?? [])
    if (name.length > LONGEST_LABEL)
      throw validationFailed({ resource: "Label", field: "name", code: "custom", message: "name is too long (maximum is 50 characters)" });
  return names;
}

/** The accounts of logins; 422 where one may not be assigned. */
export function assignable(call: RepositoryCall, logins: readonly string[]): readonly AccountState[] {
  const { collaborators, owner } = call.repository;
  for (const login of logins)
    if (!collaborators.has(login) && owner.login !== login)
      throw validationFailed({ resource: "Issue", field: "assignees", code: "invalid", value: login });
  return logins.map((login) => accountOf(call.world, login));
}

function requireIssues(call: RepositoryCall): void {
  if (!call.repository.hasIssues) throw refuse(410, "Issues has been disabled in this repository.");
}
