// The REST routes of workflow runs.
import type { Answer } from "../http/loopback.ts";
import { notFound } from "./answers.ts";
import { knowsOnly, pageOf } from "./paging.ts";
import { repositoryRoute, type RepositoryCall, type Route } from "./router.ts";
import { runAnswer } from "./run-answers.ts";
import type { RunState } from "./run-state.ts";
import { requireRight } from "./tokens.ts";

export const runRoutes: readonly Route[] = [
  repositoryRoute("GET", "/actions/runs/:id", read),
  repositoryRoute("GET", "/actions/workflows/:workflow/runs", list),
];

export function runOf(call: RepositoryCall): RunState {
  requireRight(call.repository, call.viewer, ["actions", "read"]);
  const run = call.repository.runs.find(({ id }) => String(id) === call.parts["id"]);
  if (run === undefined) throw notFound();
  return run;
}

function read(call: RepositoryCall): Answer {
  return { status: 200, body: runAnswer(call, runOf(call)) };
}

/** Newest first. The workflow is named by its number or its file's name; `status` takes a conclusion too. */
function list(call: RepositoryCall): Answer {
  requireRight(call.repository, call.viewer, ["actions", "read"]);
  knowsOnly(call, "branch", "event", "status", "exclude_pull_requests", "head_sha");
  const wanted = call.parts["workflow"];
  const workflow = call.repository.workflows.find(({ id, path }) => String(id) === wanted || path.split("/").at(-1) === wanted);
  if (workflow === undefined) throw notFound();
  const runs = call.repository.runs
    .filter((run) => run.workflow === workflow && fits(call.request.query, run))
    .toSorted((a, b) => b.id - a.id);
  const { items, headers } = pageOf(call, runs);
  const body = { total_count: runs.length, workflow_runs: items.map((run) => runAnswer(call, run)) };
  return { status: 200, headers, body };
}

function fits(query: URLSearchParams, run: RunState): boolean {
  const given = {
    branch: [run.headBranch],
    event: [run.event],
    status: [run.status, run.conclusion],
    head_sha: [run.headSha],
  };
  return Object.entries(given).every(([name, values]) => {
    const wanted = query.get(name);
    return wanted === null || values.includes(wanted);
  });
}
