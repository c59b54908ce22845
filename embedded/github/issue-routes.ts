// The REST routes of issues: list, create, read, change, assign.
import type { Answer } from "../http/loopback.ts";
import { refuse, validationFailed } from "./answers.ts";
import { namesField, readBody, textField, type JsonObject } from "./body.ts";
import { issueAnswer } from "./issue-answers.ts";
import { actOn, assignable, checkLabels, checkLength, checkTitle, issueOf, mayRead, rightFor } from "./issue-call.ts";
import { ISSUE_LIST_PARAMETERS, selectIssues } from "./issue-list.ts";
import { editIssue, moveIssue, openIssue, setAssignees, setLabels, type Act, type IssueState, type StateReason } from "./issue-state.ts";
import { knowsOnly, listAnswer } from "./paging.ts";
import { repositoryRoute, type RepositoryCall, type Route } from "./router.ts";

const CREATE_FIELDS = ["title", "body", "labels", "assignees"];
const CHANGE_FIELDS = [...CREATE_FIELDS, "state", "state_reason", "duplicate_issue_id"];

export const issueRoutes: readonly Route[] = [
  repositoryRoute("GET", "/issues", list),
  repositoryRoute("POST", "/issues", create),
  repositoryRoute("GET", "/issues/:number", read),
  repositoryRoute("PATCH", "/issues/:number", change),
  repositoryRoute("POST", "/issues/:number/assignees", assign),
];

function list(call: RepositoryCall): Answer {
  mayRead(call);
  knowsOnly(call, ...ISSUE_LIST_PARAMETERS);
  return listAnswer(call, selectIssues(call), (issue) => issueAnswer(call, issue));
}

function read(call: RepositoryCall): Answer {
  mayRead(call);
  return { status: 200, body: issueAnswer(call, issueOf(call)) };
}

function create(call: RepositoryCall): Answer {
  const act = actOn(call);
  const body = readBody(call.request, CREATE_FIELDS);
  const title = textField(body, "Issue", "title");
  const text = textField(body, "Issue", "body") ?? null;
  checkTitle(title ?? null);
  checkLength("Issue", "body", text);
  const made = openIssue(act, {
    title: title ?? "",
    body: text,
    labels: checkLabels(namesField(body, "Issue", "labels")) ?? [],
    assignees: assignable(call, namesField(body, "Issue", "assignees") ?? []),
  });
  const answer = issueAnswer(call, made);
  return { status: 201, headers: { location: answer.url }, body: answer };
}

/** Everything is checked before anything changes: a refused PATCH leaves the issue as it was. */
function change(call: RepositoryCall): Answer {
  const issue = issueOf(call);
  const act = actOn(call, rightFor(issue));
  const body = readBody(call.request, CHANGE_FIELDS);
  const text = editsIn(body);
  const move = moveIn(call, body);
  const labels = checkLabels(namesField(body, "Issue", "labels"));
  const logins = namesField(body, "Issue", "assignees");
  const people = logins === undefined ? undefined : assignable(call, logins);
  editIssue(act, issue, text);
  if (labels !== undefined) setLabels(act, issue, labels);
  if (people !== undefined) setAssignees(act, issue, people);
  if (move !== null) moveIssue(act, issue, move);
  return { status: 200, body: issueAnswer(call, issue) };
}

/** People who may not be assigned are left out without a word, as GitHub does on this route. */
function assign(call: RepositoryCall): Answer {
  const issue = issueOf(call);
  const act = actOn(call, rightFor(issue));
  const names = namesField(readBody(call.request, ["assignees"]), "Issue", "assignees") ?? [];
  const possible = names.filter((name) => mayBeAssigned(act, name));
  setAssignees(act, issue, [...issue.assignees, ...assignable(call, possible)]);
  return { status: 201, body: issueAnswer(call, issue) };
}

function mayBeAssigned({ repository }: Act, login: string): boolean {
  return repository.collaborators.has(login) || repository.owner.login === login;
}

function editsIn(body: JsonObject): { readonly title?: string; readonly body?: string | null } {
  const title = textField(body, "Issue", "title");
  const text = textField(body, "Issue", "body");
  if (title !== undefined) checkTitle(title);
  checkLength("Issue", "body", text);
  return {
    ...(typeof title === "string" ? { title } : {}),
    ...(text === undefined ? {} : { body: text }),
  };
}

function moveIn(call: RepositoryCall, body: JsonObject): { readonly state: "open" | "closed"; readonly reason: StateReason | null } | null {
  const state = textField(body, "Issue", "state");
  const reason = reasonIn(body);
  checkDuplicate(call, body["duplicate_issue_id"]);
  if (state === undefined || state === null) return null;
  if (state === "open" || state === "closed") return { state, reason };
  throw validationFailed({ resource: "Issue", field: "state", code: "invalid", value: state });
}

function reasonIn(body: JsonObject): StateReason | null {
  const reason = textField(body, "Issue", "state_reason") ?? null;
  switch (reason) {
    case null:
    case "completed":
    case "not_planned":
    case "duplicate":
    case "reopened":
      return reason;
    default:
      throw validationFailed({ resource: "Issue", field: "state_reason", code: "invalid", value: reason });
  }
}

/** `duplicate_issue_id` is the database id of an issue, not its number. */
function checkDuplicate(call: RepositoryCall, id: unknown): void {
  if (id === undefined || id === null) return;
  if (!call.repository.issues.some((issue: IssueState) => issue.id === id)) throw refuse(422, "The duplicate issue does not exist.");
}
