// The repository as GitHub shows it: whole, and in the short form inside runs.
import type { components } from "@octokit/openapi-types";
import { simpleUser, type AccountState } from "./accounts.ts";
import { apiUrlOf, fullNameOf, nodeId, timestamp, webUrlOf, type RepositoryState, type World } from "./world.ts";

/** What the short form needs; a fork that this server does not hold has no more than this. */
export interface RepositoryName {
  readonly id: number;
  readonly owner: AccountState;
  readonly name: string;
  readonly private: boolean;
  readonly fork: boolean;
}

export function minimalRepository(world: World, repository: RepositoryName): components["schemas"]["minimal-repository"] {
  return shared(world, repository);
}

function shared(world: World, repository: RepositoryName) {
  const fullName = `${repository.owner.login}/${repository.name}`;
  return {
    id: repository.id,
    node_id: nodeId("Repository", repository.id),
    name: repository.name,
    full_name: fullName,
    private: repository.private,
    owner: simpleUser(world, repository.owner),
    html_url: `${world.origins.web}/${fullName}`,
    description: null,
    fork: repository.fork,
    ...templates(`${world.origins.api}/repos/${fullName}`),
  };
}

export function fullRepository(world: World, repository: RepositoryState): components["schemas"]["full-repository"] {
  const open = repository.issues.filter((issue) => issue.state === "open").length;
  return {
    ...shared(world, { ...repository, fork: false }),
    ...cloneUrls(world, repository),
    default_branch: repository.defaultBranch,
    has_issues: repository.hasIssues,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    archived: false,
    disabled: false,
    visibility: repository.private ? "private" : "public",
    open_issues: open,
    open_issues_count: open,
    ...noPopularity(),
    created_at: timestamp(repository.createdAt),
    updated_at: timestamp(repository.createdAt),
    pushed_at: timestamp(lastPush(repository)),
  };
}

function lastPush(repository: RepositoryState): number {
  return Math.max(repository.createdAt, ...[...repository.commits.values()].map(({ at }) => at));
}

function cloneUrls(world: World, repository: RepositoryState): ReturnType<typeof urls> {
  return urls(webUrlOf(world, repository), fullNameOf(repository), apiUrlOf(world, repository));
}

function urls(
  web: string,
  fullName: string,
  api: string,
): Record<"git_url" | "ssh_url" | "clone_url" | "svn_url" | "git_tags_url", string> {
  return {
    git_url: `${web.replace("http:", "git:")}.git`,
    ssh_url: `git@github.localhost:${fullName}.git`,
    clone_url: `${web}.git`,
    svn_url: web,
    git_tags_url: `${api}/git/tags{/sha}`,
  };
}

function noPopularity(): Pick<
  components["schemas"]["full-repository"],
  | "mirror_url"
  | "homepage"
  | "language"
  | "license"
  | "size"
  | "forks"
  | "forks_count"
  | "stargazers_count"
  | "watchers"
  | "watchers_count"
  | "subscribers_count"
  | "network_count"
> {
  return {
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    size: 1,
    forks: 0,
    forks_count: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    subscribers_count: 0,
    network_count: 0,
  };
}

function templates(api: string) {
  return {
    url: api,
    archive_url: `${api}/{archive_format}{/ref}`,
    assignees_url: `${api}/assignees{/user}`,
    blobs_url: `${api}/git/blobs{/sha}`,
    branches_url: `${api}/branches{/branch}`,
    collaborators_url: `${api}/collaborators{/collaborator}`,
    comments_url: `${api}/comments{/number}`,
    commits_url: `${api}/commits{/sha}`,
    compare_url: `${api}/compare/{base}...{head}`,
    contents_url: `${api}/contents/{+path}`,
    contributors_url: `${api}/contributors`,
    deployments_url: `${api}/deployments`,
    downloads_url: `${api}/downloads`,
    events_url: `${api}/events`,
    forks_url: `${api}/forks`,
    git_commits_url: `${api}/git/commits{/sha}`,
    git_refs_url: `${api}/git/refs{/sha}`,
    git_tags_url: `${api}/git/tags{/sha}`,
    hooks_url: `${api}/hooks`,
    issue_comment_url: `${api}/issues/comments{/number}`,
    issue_events_url: `${api}/issues/events{/number}`,
    issues_url: `${api}/issues{/number}`,
    keys_url: `${api}/keys{/key_id}`,
    labels_url: `${api}/labels{/name}`,
    languages_url: `${api}/languages`,
    merges_url: `${api}/merges`,
    milestones_url: `${api}/milestones{/number}`,
    notifications_url: `${api}/notifications{?since,all,participating}`,
    pulls_url: `${api}/pulls{/number}`,
    releases_url: `${api}/releases{/id}`,
    stargazers_url: `${api}/stargazers`,
    statuses_url: `${api}/statuses/{sha}`,
    subscribers_url: `${api}/subscribers`,
    subscription_url: `${api}/subscription`,
    tags_url: `${api}/tags`,
    teams_url: `${api}/teams`,
    trees_url: `${api}/git/trees{/sha}`,
  };
}
