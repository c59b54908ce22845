// The REST routes of commits, comparisons and files.
import type { Answer } from "../http/loopback.ts";
import { notFound, refuse } from "./answers.ts";
import { commitAnswer, comparisonAnswer, entryAnswer, fileAnswer, gitCommitAnswer } from "./git-answers.ts";
import { compareCommits, resolveRef, shaOf, type CommitState } from "./git-state.ts";
import { knowsOnly, pageOf } from "./paging.ts";
import { repositoryRoute, type RepositoryCall, type Route } from "./router.ts";
import { requireRight } from "./tokens.ts";

export const gitRoutes: readonly Route[] = [
  repositoryRoute("GET", "/commits/:ref*", commit),
  repositoryRoute("GET", "/git/commits/:sha", gitCommit),
  repositoryRoute("GET", "/compare/:span*", compare),
  repositoryRoute("GET", "/contents/:path*", contents),
];

function commit(call: RepositoryCall): Answer {
  requireRight(call.repository, call.viewer, ["contents", "read"]);
  const ref = call.parts["ref"] ?? "";
  const found = resolveRef(call.repository, ref);
  if (found === undefined) throw refuse(422, `No commit found for SHA: ${ref}`);
  return { status: 200, body: commitAnswer(call, found) };
}

/** The object itself: no branch and no short sha leads here. */
function gitCommit(call: RepositoryCall): Answer {
  requireRight(call.repository, call.viewer, ["contents", "read"]);
  knowsOnly(call);
  const found = call.repository.commits.get(call.parts["sha"] ?? "");
  if (found === undefined) throw notFound();
  return { status: 200, body: gitCommitAnswer(call, found) };
}

function compare(call: RepositoryCall): Answer {
  requireRight(call.repository, call.viewer, ["contents", "read"]);
  knowsOnly(call);
  const [baseName, headName] = (call.parts["span"] ?? "").split("...");
  const base = resolveRef(call.repository, baseName ?? "");
  const head = resolveRef(call.repository, headName ?? "");
  if (base === undefined || head === undefined) throw notFound();
  const comparison = compareCommits(call.repository, base, head);
  if (comparison === null) throw refuse(404, `No common ancestor between ${base.sha} and ${head.sha}.`);
  const body = comparisonAnswer(call, [base, head], comparison);
  // docs: without paging up to 250 commits come at once; total_commits and the counts are of all.
  if (!call.request.query.has("per_page") && !call.request.query.has("page")) return { status: 200, body };
  const { items, headers } = pageOf(call, body.commits);
  return { status: 200, headers, body: { ...body, commits: items } };
}

function contents(call: RepositoryCall): Answer {
  requireRight(call.repository, call.viewer, ["contents", "read"]);
  knowsOnly(call, "ref");
  const ref = call.request.query.get("ref") ?? call.repository.defaultBranch;
  const at = resolveRef(call.repository, ref);
  if (at === undefined) throw refuse(404, `No commit found for the ref ${ref}`);
  const path = call.parts["path"] ?? "";
  const text = at.files.get(path);
  if (text === undefined) return directory(call, [ref, path], at);
  if (/\.raw\b/.test(call.request.headers["accept"] ?? ""))
    return { status: 200, headers: { "content-type": "application/vnd.github.raw; charset=utf-8" }, body: text };
  return { status: 200, body: fileAnswer(call, [ref, path], text) };
}

function directory(call: RepositoryCall, [ref, path]: readonly [string, string], at: CommitState): Answer {
  const prefix = path === "" ? "" : `${path}/`;
  const below = [...at.files].filter(([file]) => file.startsWith(prefix));
  if (below.length === 0) throw notFound();
  const names = new Map(
    below.map(([file, text]) => {
      const [name = "", ...rest] = file.slice(prefix.length).split("/");
      return [name, rest.length === 0 ? text : null] as const;
    }),
  );
  const entries = [...names].map(([name, text]) =>
    entryAnswer(call, [ref, prefix + name], {
      type: text === null ? "dir" : "file",
      sha: shaOf(text ?? name),
      size: Buffer.byteLength(text ?? ""),
    }),
  );
  return { status: 200, body: entries };
}
