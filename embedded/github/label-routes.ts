// The REST routes of labels: those of the repository, and those on one issue.
import type { Answer } from "../http/loopback.ts";
import { notFound, refuse, validationFailed } from "./answers.ts";
import { namesField, readBody, textField, type JsonObject } from "./body.ts";
import { labelAnswer } from "./issue-answers.ts";
import { actOn, checkLabels, issueOf, mayRead, rightFor } from "./issue-call.ts";
import { addLabel, findLabel, setLabels, type IssueState, type LabelState } from "./issue-state.ts";
import { knowsOnly, listAnswer } from "./paging.ts";
import { repositoryRoute, type RepositoryCall, type Route } from "./router.ts";

const LONGEST_DESCRIPTION = 100;

export const labelRoutes: readonly Route[] = [
  repositoryRoute("GET", "/labels", listAll),
  repositoryRoute("POST", "/labels", create),
  repositoryRoute("GET", "/labels/:name", readOne),
  repositoryRoute("GET", "/issues/:number/labels", listOn),
  repositoryRoute("POST", "/issues/:number/labels", addOn),
  repositoryRoute("DELETE", "/issues/:number/labels/:name", removeOn),
];

function listAll(call: RepositoryCall): Answer {
  knowsOnly(call);
  return listAnswer(call, call.repository.labels, (label) => labelAnswer(call, label));
}

function readOne(call: RepositoryCall): Answer {
  return { status: 200, body: labelAnswer(call, labelNamed(call, call.repository.labels)) };
}

function create(call: RepositoryCall): Answer {
  const act = actOn(call);
  const body = readBody(call.request, ["name", "color", "description"]);
  const name = textField(body, "Label", "name") ?? "";
  if (name.trim() === "") throw validationFailed({ resource: "Label", field: "name", code: "missing_field" });
  checkLabels([name]);
  if (findLabel(call.repository.labels, name) !== undefined)
    throw validationFailed({ resource: "Label", field: "name", code: "already_exists" });
  const made = addLabel(act, { name, ...colorIn(body), description: descriptionIn(body) });
  const answer = labelAnswer(call, made);
  return { status: 201, headers: { location: answer.url }, body: answer };
}

function colorIn(body: JsonObject): { readonly color?: string } {
  const color = textField(body, "Label", "color");
  if (color === undefined || color === null) return {};
  if (/^[0-9a-f]{6}$/i.test(color)) return { color };
  throw validationFailed({ resource: "Label", field: "color", code: "invalid" });
}

function descriptionIn(body: JsonObject): string | null {
  const description = textField(body, "Label", "description") ?? null;
  if ((description?.length ?? 0) <= LONGEST_DESCRIPTION) return description;
  const message = "description is too long (maximum is 100 characters)";
  throw validationFailed({ resource: "Label", field: "description", code: "custom", message });
}

function listOn(call: RepositoryCall): Answer {
  mayRead(call);
  knowsOnly(call);
  return listAnswer(call, issueOf(call).labels, (label) => labelAnswer(call, label));
}

function addOn(call: RepositoryCall): Answer {
  const issue = issueOf(call);
  const act = actOn(call, rightFor(issue));
  const names = checkLabels(namesField(readBody(call.request, ["labels"]), "Label", "labels")) ?? [];
  setLabels(act, issue, [...issue.labels.map((label) => label.name), ...names]);
  return onIssue(call, issue);
}

function removeOn(call: RepositoryCall): Answer {
  const issue = issueOf(call);
  const act = actOn(call, rightFor(issue));
  const name = call.parts["name"] ?? "";
  const gone = findLabel(issue.labels, name);
  if (gone === undefined) throw refuse(404, "Label does not exist");
  setLabels(
    act,
    issue,
    issue.labels.filter((label) => label !== gone).map((label) => label.name),
  );
  return onIssue(call, issue);
}

function onIssue(call: RepositoryCall, issue: IssueState): Answer {
  return { status: 200, body: issue.labels.map((label) => labelAnswer(call, label)) };
}

function labelNamed(call: RepositoryCall, labels: readonly LabelState[]): LabelState {
  const label = findLabel(labels, call.parts["name"] ?? "");
  if (label === undefined) throw notFound();
  return label;
}
