// The REST routes of an issue's comments.
import type { Answer } from "../http/loopback.ts";
import { notFound, validationFailed } from "./answers.ts";
import { readBody, textField } from "./body.ts";
import { commentAnswer } from "./issue-answers.ts";
import { actOn, checkLength, issueOf, mayRead, rightFor } from "./issue-call.ts";
import { sinceOf } from "./issue-list.ts";
import { addComment, removeComment } from "./issue-state.ts";
import { knowsOnly, listAnswer } from "./paging.ts";
import { repositoryRoute, type RepositoryCall, type Route } from "./router.ts";

export const commentRoutes: readonly Route[] = [
  repositoryRoute("GET", "/issues/:number/comments", list),
  repositoryRoute("POST", "/issues/:number/comments", create),
  repositoryRoute("DELETE", "/issues/comments/:comment", remove),
];

/** Always oldest first: this list knows no sort. */
function list(call: RepositoryCall): Answer {
  mayRead(call);
  knowsOnly(call, "since");
  const issue = issueOf(call);
  const since = sinceOf(call.request.query);
  const comments = issue.comments.filter((comment) => comment.updatedAt >= since);
  return listAnswer(call, comments, (comment) => commentAnswer(call, issue, comment));
}

function create(call: RepositoryCall): Answer {
  const issue = issueOf(call);
  const act = actOn(call, rightFor(issue));
  const body = textField(readBody(call.request, ["body"]), "IssueComment", "body") ?? "";
  if (body.trim() === "") throw validationFailed({ resource: "IssueComment", field: "body", code: "missing_field" });
  checkLength("IssueComment", "body", body);
  const answer = commentAnswer(call, issue, addComment(act, issue, body));
  return { status: 201, headers: { location: answer.url }, body: answer };
}

function remove(call: RepositoryCall): Answer {
  const wanted = call.parts["comment"];
  const issue = call.repository.issues.find(({ comments }) => comments.some(({ id }) => String(id) === wanted));
  if (issue === undefined) throw notFound();
  actOn(call, rightFor(issue));
  removeComment(issue, Number(wanted));
  return { status: 204 };
}
