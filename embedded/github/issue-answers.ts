// Issues, comments and labels as GitHub shows them.
import type { components } from "@octokit/openapi-types";
import { simpleUser, type AccountState } from "./accounts.ts";
import type { CommentState, IssueState, LabelState } from "./issue-state.ts";
import { apiUrlOf, nodeId, timestamp, webUrlOf, type RepositoryState, type World } from "./world.ts";

interface Place {
  readonly world: World;
  readonly repository: RepositoryState;
}

export function issueAnswer(place: Place, issue: IssueState): components["schemas"]["issue"] {
  const { world, repository } = place;
  const api = apiUrlOf(world, repository);
  const url = `${api}/issues/${issue.number}`;
  const assignees = issue.assignees.map((account) => simpleUser(world, account));
  return {
    id: issue.id,
    node_id: nodeId("Issue", issue.id),
    url,
    repository_url: api,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: `${webUrlOf(world, repository)}/${issue.pullRequest ? "pull" : "issues"}/${issue.number}`,
    number: issue.number,
    state: issue.state,
    state_reason: issue.stateReason,
    title: issue.title,
    body: issue.body,
    user: simpleUser(world, issue.author),
    labels: issue.labels.map((label) => labelAnswer(place, label)),
    assignee: assignees[0] ?? null,
    assignees,
    milestone: null,
    locked: false,
    active_lock_reason: null,
    comments: issue.comments.length,
    closed_at: issue.closedAt === null ? null : timestamp(issue.closedAt),
    created_at: timestamp(issue.createdAt),
    updated_at: timestamp(issue.updatedAt),
    closed_by: issue.closedBy === null ? null : simpleUser(world, issue.closedBy),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: null,
    author_association: association(repository, issue.author),
    reactions: noReactions(url),
    sub_issues_summary: { total: 0, completed: 0, percent_completed: 0 },
    issue_dependencies_summary: {
      blocked_by: 0,
      total_blocked_by: 0,
      blocking: 0,
      total_blocking: 0,
    },
    ...pullRequestKey(place, issue),
  };
}

export function commentAnswer(place: Place, issue: IssueState, comment: CommentState): components["schemas"]["issue-comment"] {
  const { world, repository } = place;
  const api = apiUrlOf(world, repository);
  const url = `${api}/issues/comments/${comment.id}`;
  return {
    id: comment.id,
    node_id: nodeId("IssueComment", comment.id),
    url,
    html_url: `${issueAnswer(place, issue).html_url}#issuecomment-${comment.id}`,
    issue_url: `${api}/issues/${issue.number}`,
    body: comment.body,
    user: simpleUser(world, comment.author),
    created_at: timestamp(comment.createdAt),
    updated_at: timestamp(comment.updatedAt),
    author_association: association(repository, comment.author),
    performed_via_github_app: null,
    reactions: noReactions(url),
  };
}

export function labelAnswer({ world, repository }: Place, label: LabelState): components["schemas"]["label"] {
  return {
    id: label.id,
    node_id: nodeId("Label", label.id),
    url: `${apiUrlOf(world, repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    description: label.description,
    color: label.color,
    default: false,
  };
}

function pullRequestKey({ world, repository }: Place, issue: IssueState): Pick<components["schemas"]["issue"], "pull_request" | "draft"> {
  if (!issue.pullRequest) return {};
  const html = `${webUrlOf(world, repository)}/pull/${issue.number}`;
  return {
    draft: false,
    pull_request: {
      url: `${apiUrlOf(world, repository)}/pulls/${issue.number}`,
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      merged_at: null,
    },
  };
}

function association(repository: RepositoryState, author: AccountState): components["schemas"]["author-association"] {
  if (author.login === repository.owner.login) return "OWNER";
  return repository.collaborators.has(author.login) ? "COLLABORATOR" : "NONE";
}

function noReactions(url: string): components["schemas"]["reaction-rollup"] {
  const none = { "+1": 0, "-1": 0, laugh: 0, hooray: 0, confused: 0, heart: 0, rocket: 0, eyes: 0 };
  return { url: `${url}/reactions`, total_count: 0, ...none };
}
