/** Who this token writes as: the author that an issue must have to count as ours. */
import type { GitHubClient } from "./client.ts";
import { explainGitHub, isNotAllowed, statusOf } from "./errors.ts";

/** The account of GITHUB_TOKEN on github.com. */
const ACTIONS_BOT = "github-actions[bot]";

/**
 * The login of the token. A person's token has a user; GITHUB_TOKEN has none (403), and says who it is by GraphQL only. Throws CannotCheck
 * for a token that GitHub does not know, or when GitHub fails: a wrong guess would make every issue somebody else's.
 */
export async function readLogin(github: GitHubClient): Promise<string> {
  try {
    const login = loginOf(await github.read("GET /user"));
    if (login !== null) return login;
  } catch (error) {
    if (!isNotAllowed(error)) throw explainGitHub(error, "issues: write");
  }
  return (await readViewer(github)) ?? ACTIONS_BOT;
}

async function readViewer(github: GitHubClient): Promise<string | null> {
  try {
    const answer = await github.viewer();
    return typeof answer === "object" && answer !== null && "viewer" in answer ? botLogin(loginOf(answer.viewer)) : null;
  } catch (error) {
    const status = statusOf(error);
    // GraphQL's own refusals come with status 200 and so have none here.
    if (status === null || isNotAllowed(error)) return null;
    throw explainGitHub(error, "issues: write");
  }
}

/** GraphQL names a bot without the ending that the REST API gives it. */
function botLogin(login: string | null): string | null {
  return login === "github-actions" ? ACTIONS_BOT : login;
}

function loginOf(user: unknown): string | null {
  const login = typeof user === "object" && user !== null && "login" in user ? user.login : null;
  return typeof login === "string" && login !== "" ? login : null;
}
