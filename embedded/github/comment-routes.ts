// The REST routes of an issue's comments.
import type { Answer } from "../http/loopback.ts";
import { notFound, validationFailed } from "./answers.ts";
import { readBody, textField } from "./body.ts";
import { commentAnswer } from "./issue-answers.ts";
import { actOn, checkLength, issueOf, mayReadComments, rightFor } from "./issue-call.ts";
import { sinceOf } from "./issue-list.ts";
import { addComment, editComment, removeComment, type CommentState, type IssueState } from "./issue-state.ts";
import { knowsOnly, listAnswer } from "./paging.ts";
import { repositoryRoute, type RepositoryCall, type Route } from "./router.ts";

export const commentRoutes: readonly Route[] = [
  repositoryRoute("GET", "/issues/:number/comments", list),
  repositoryRoute("POST", "/issues/:number/comments", create),
  repositoryRoute("PATCH", "/issues/comments/:comment", change),
  repositoryRoute("DELETE", "/issues/comments/:comment", remove),
];

/** Always oldest first: this list knows no sort. */
function list(call: RepositoryCall): Answer {
  knowsOnly(call, "since");
  const issue = issueOf(call);
  mayReadComments(call, issue);
  const since = sinceOf(call.request.query);
  const comments = issue.comments.filter((comment) => comment.updatedAt >= since);
  return listAnswer(call, comments, (comment) => commentAnswer(call, issue, comment));
}

function create(call: RepositoryCall): Answer {
  const issue = issueOf(call);
  const act = actOn(call, rightFor(issue));
  const body = bodyIn(call);
  const answer = commentAnswer(call, issue, addComment(act, issue, body));
  return { status: 201, headers: { location: answer.url }, body: answer };
}

function change(call: RepositoryCall): Answer {
  const { issue, comment } = commentOf(call);
  const act = actOn(call, rightFor(issue));
  editComment(act, comment, bodyIn(call));
  return { status: 200, body: commentAnswer(call, issue, comment) };
}

function remove(call: RepositoryCall): Answer {
  const { issue, comment } = commentOf(call);
  actOn(call, rightFor(issue));
  removeComment(issue, comment.id);
  return { status: 204 };
}

function commentOf(call: RepositoryCall): { readonly issue: IssueState; readonly comment: CommentState } {
  for (const issue of call.repository.issues) {
    const comment = issue.comments.find(({ id }) => String(id) === call.parts["comment"]);
    if (comment !== undefined) return { issue, comment };
  }
  throw notFound();
}

function bodyIn(call: RepositoryCall): string {
  const body = textField(readBody(call.request, ["body"]), "IssueComment", "body") ?? "";
  if (body.trim() === "") throw validationFailed({ resource: "IssueComment", field: "body", code: "missing_field" });
  checkLength("IssueComment", "body", body);
  return body;
}
