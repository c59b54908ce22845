// Commits, branches and files: as much of git as compare, contents and commits need.
import { createHash } from "node:crypto";
import { accountOf, type AccountState } from "./accounts.ts";
import type { RepositoryState, World } from "./world.ts";

export interface CommitState {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: AccountState;
  readonly at: number;
  /** The whole tree: path to text. */
  readonly files: ReadonlyMap<string, string>;
}

export interface NewCommit {
  /** The branch that moves to the new commit; default the default branch. Null leaves all branches alone. */
  readonly branch?: string | null;
  /** Default: what the branch points at. Empty array: a commit without history. */
  readonly parents?: readonly string[];
  readonly message?: string;
  readonly author?: string;
  /** Files that are written (text) or deleted (null), beside those of the first parent. */
  readonly files?: Readonly<Record<string, string | null>>;
  /** 40 hex digits; default a hash of what is above. */
  readonly sha?: string;
}

export function addCommit(world: World, repository: RepositoryState, given: NewCommit): CommitState {
  const branch = given.branch === undefined ? repository.defaultBranch : given.branch;
  const tip = branch === null ? undefined : repository.branches.get(branch);
  const parents = given.parents ?? (tip === undefined ? [] : [tip]);
  const made: CommitState = {
    sha: given.sha ?? shaOf(JSON.stringify([given, parents, repository.id, repository.commits.size])),
    parents,
    message: given.message ?? "Change",
    author: accountOf(world, given.author ?? repository.owner.login),
    at: world.now(),
    files: filesAfter(repository, parents[0], given.files ?? {}),
  };
  repository.commits.set(made.sha, made);
  if (branch !== null) repository.branches.set(branch, made.sha);
  return made;
}

export interface PullToMerge {
  readonly number: number;
  readonly headSha: string;
  /** Default the default branch. */
  readonly baseRef?: string;
}

/** Makes the merge commit of a pull request: its first parent is the base, its second the head. What both changed, the head wins. */
export function mergePull(world: World, repository: RepositoryState, { number, headSha, baseRef }: PullToMerge): CommitState {
  const base = resolveRef(repository, baseRef ?? repository.defaultBranch);
  const head = resolveRef(repository, headSha);
  if (base === undefined || head === undefined) throw new Error(`Pull request ${number} has no base or no head.`);
  const before = compareCommits(repository, base, head)?.mergeBase.files ?? new Map<string, string>();
  const paths = [...new Set([...before.keys(), ...head.files.keys()])].filter((path) => before.get(path) !== head.files.get(path));
  const files = Object.fromEntries(paths.map((path) => [path, head.files.get(path) ?? null]));
  const merged = addCommit(world, repository, {
    branch: null,
    parents: [base.sha, head.sha],
    message: `Merge ${head.sha} into ${base.sha}`,
    files,
  });
  repository.pullRefs.set(`pull/${number}/head`, head.sha);
  repository.pullRefs.set(`pull/${number}/merge`, merged.sha);
  return merged;
}

/** The commit of a branch (with or without refs/heads/), of a pull request's ref, or a sha (7 digits or more). */
export function resolveRef(repository: RepositoryState, ref: string): CommitState | undefined {
  const name = ref.replace(/^(?:refs\/)?heads\//, "");
  const sha = repository.branches.get(name) ?? repository.pullRefs.get(ref.replace(/^refs\//, "")) ?? ref.toLowerCase();
  const exact = repository.commits.get(sha);
  if (exact !== undefined || !/^[0-9a-f]{7,39}$/.test(sha)) return exact;
  return [...repository.commits.values()].find((commit) => commit.sha.startsWith(sha));
}

/** A commit and all that it is built on. */
function historyOf(repository: RepositoryState, tip: CommitState): ReadonlySet<CommitState> {
  const seen = new Set<CommitState>();
  const waiting = [tip];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const sha of next.parents) {
      const parent = repository.commits.get(sha);
      if (parent !== undefined) waiting.push(parent);
    }
  }
  return seen;
}

export interface Comparison {
  readonly mergeBase: CommitState;
  readonly ahead: readonly CommitState[];
  readonly behind: readonly CommitState[];
}

/** How head stands to base; null where they share no history. */
export function compareCommits(repository: RepositoryState, base: CommitState, head: CommitState): Comparison | null {
  const below = historyOf(repository, base);
  const above = historyOf(repository, head);
  const shared = new Set([...above].filter((commit) => below.has(commit)));
  const mergeBase = [...shared].find((commit) => !hasChildIn(shared, commit));
  if (mergeBase === undefined) return null;
  return {
    mergeBase,
    ahead: [...above].filter((commit) => !shared.has(commit)).toReversed(),
    behind: [...below].filter((commit) => !shared.has(commit)),
  };
}

/** A stand-in for a git object id: SHA-1 of a text, 40 hex digits. */
export function shaOf(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}

function hasChildIn(commits: ReadonlySet<CommitState>, parent: CommitState): boolean {
  return [...commits].some((commit) => commit.parents.includes(parent.sha));
}

function filesAfter(
  repository: RepositoryState,
  parent: string | undefined,
  changes: Readonly<Record<string, string | null>>,
): ReadonlyMap<string, string> {
  const files = new Map(parent === undefined ? [] : repository.commits.get(parent)?.files);
  for (const [path, text] of Object.entries(changes)) {
    if (text === null) files.delete(path);
    else files.set(path, text);
  }
  return files;
}
