// Accounts: people, organisations and the bot that an Actions token writes as.
import type { components } from "@octokit/openapi-types";
import { nodeId, type World } from "./world.ts";

export interface AccountState {
  readonly login: string;
  readonly id: number;
  readonly type: "User" | "Bot" | "Organization";
}

/** The account that GITHUB_TOKEN writes as on github.com. */
export const ACTIONS_BOT = { login: "github-actions[bot]", id: 41_898_282, type: "Bot" } as const;

/** The account of a login; a login that was never seen becomes a person. */
export function accountOf(world: World, login: string): AccountState {
  if (login === ACTIONS_BOT.login) return ACTIONS_BOT;
  const known = world.accounts.get(login.toLowerCase());
  if (known !== undefined) return known;
  const type = login.endsWith("[bot]") ? "Bot" : "User";
  const made: AccountState = { login, id: world.nextId(), type };
  world.accounts.set(login.toLowerCase(), made);
  return made;
}

export function simpleUser(world: World, account: AccountState): components["schemas"]["simple-user"] {
  const { login, id, type } = account;
  const url = `${world.origins.api}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id,
    node_id: nodeId(type, id),
    avatar_url: `${world.origins.web}/avatars/${id}`,
    gravatar_id: "",
    url,
    html_url: `${world.origins.web}/${type === "Bot" ? `apps/${login.replace("[bot]", "")}` : login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    user_view_type: "public",
    site_admin: false,
  };
}

/** What `GET /user` says to the account itself. */
export function publicUser(world: World, account: AccountState): components["schemas"]["public-user"] {
  return {
    ...simpleUser(world, account),
    name: null,
    company: null,
    blog: "",
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: "2020-01-01T00:00:00Z",
    updated_at: "2020-01-01T00:00:00Z",
  };
}
