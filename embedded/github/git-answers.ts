// Commits, comparisons and files as GitHub shows them.
import type { components } from "@octokit/openapi-types";
import { simpleUser } from "./accounts.ts";
import { shaOf, type CommitState, type Comparison } from "./git-state.ts";
import { apiUrlOf, nodeId, timestamp, webUrlOf, type RepositoryState, type World } from "./world.ts";

interface Place {
  readonly world: World;
  readonly repository: RepositoryState;
}

export function commitAnswer(place: Place, commit: CommitState): components["schemas"]["commit"] {
  const { world, repository } = place;
  const api = apiUrlOf(world, repository);
  const url = `${api}/commits/${commit.sha}`;
  const person = simpleUser(world, commit.author);
  const signature = gitUser(commit);
  const tree = treeOf(commit);
  return {
    url,
    sha: commit.sha,
    node_id: nodeId("Commit", commit.sha),
    html_url: `${webUrlOf(world, repository)}/commit/${commit.sha}`,
    comments_url: `${url}/comments`,
    commit: {
      url: `${api}/git/commits/${commit.sha}`,
      author: signature,
      committer: signature,
      message: commit.message,
      comment_count: 0,
      tree: { sha: tree, url: `${api}/git/trees/${tree}` },
      verification: { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null },
    },
    author: person,
    committer: person,
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: `${webUrlOf(world, repository)}/commit/${sha}`,
    })),
  };
}

/** The commit as git has it, without people's accounts and without what it changes. */
export function gitCommitAnswer(place: Place, commit: CommitState): components["schemas"]["git-commit"] {
  const { html_url, node_id, sha, parents, commit: inner } = commitAnswer(place, commit);
  const url = `${apiUrlOf(place.world, place.repository)}/git/commits`;
  return {
    sha,
    node_id,
    url: `${url}/${sha}`,
    html_url,
    author: gitUser(commit),
    committer: gitUser(commit),
    message: inner.message,
    tree: inner.tree,
    parents: parents.map((parent) => ({ sha: parent.sha, url: `${url}/${parent.sha}`, html_url: parent.html_url ?? "" })),
    verification: { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null },
  };
}

/** The short form inside a run. */
export function simpleCommit(commit: CommitState): components["schemas"]["simple-commit"] {
  const { name, email } = gitUser(commit);
  return {
    id: commit.sha,
    tree_id: treeOf(commit),
    message: commit.message,
    timestamp: timestamp(commit.at),
    author: { name, email },
    committer: { name, email },
  };
}

export function comparisonAnswer(
  place: Place,
  [base, head]: readonly [CommitState, CommitState],
  { mergeBase, ahead, behind }: Comparison,
): components["schemas"]["commit-comparison"] {
  const { world, repository } = place;
  const span = `${base.sha}...${head.sha}`;
  const html = `${webUrlOf(world, repository)}/compare/${span}`;
  return {
    url: `${apiUrlOf(world, repository)}/compare/${span}`,
    html_url: html,
    permalink_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: commitAnswer(place, base),
    merge_base_commit: commitAnswer(place, mergeBase),
    status: statusOf(ahead.length, behind.length),
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: ahead.map((commit) => commitAnswer(place, commit)),
    files: [],
  };
}

export function fileAnswer(place: Place, [ref, path]: readonly [string, string], text: string): components["schemas"]["content-file"] {
  const bytes = Buffer.from(text, "utf8");
  // docs: between 1 and 100 MB the content is left empty and the encoding is "none".
  const inline = bytes.length <= 1_048_576;
  return {
    ...entryAnswer(place, [ref, path], { type: "file", sha: shaOf(text), size: bytes.length }),
    type: "file",
    encoding: inline ? "base64" : "none",
    content: inline ? bytes.toString("base64").replace(/.{60}/g, "$&\n") : "",
  };
}

export function entryAnswer(
  { world, repository }: Place,
  [ref, path]: readonly [string, string],
  entry: { readonly type: "file" | "dir"; readonly sha: string; readonly size: number },
): components["schemas"]["content-directory"][number] {
  const api = apiUrlOf(world, repository);
  const kind = entry.type === "file" ? "blob" : "tree";
  const urls = {
    url: `${api}/contents/${encodeURI(path)}?ref=${encodeURIComponent(ref)}`,
    git_url: `${api}/git/${kind}s/${entry.sha}`,
    html_url: `${webUrlOf(world, repository)}/${kind}/${ref}/${encodeURI(path)}`,
  };
  return {
    ...entry,
    ...urls,
    name: path.split("/").at(-1) ?? path,
    path,
    download_url: entry.type === "file" ? `${webUrlOf(world, repository)}/raw/${ref}/${encodeURI(path)}` : null,
    _links: { self: urls.url, git: urls.git_url, html: urls.html_url },
  };
}

function statusOf(ahead: number, behind: number): components["schemas"]["commit-comparison"]["status"] {
  if (ahead === 0) return behind === 0 ? "identical" : "behind";
  return behind === 0 ? "ahead" : "diverged";
}

function treeOf(commit: CommitState): string {
  return shaOf(JSON.stringify([...commit.files]));
}

function gitUser(commit: CommitState): { name: string; email: string; date: string } {
  const { login, id } = commit.author;
  return { name: login, email: `${id}+${login}@users.noreply.github.com`, date: timestamp(commit.at) };
}
