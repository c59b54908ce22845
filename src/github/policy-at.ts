/** The policy as it was at a commit, by GitHub's contents API: the checkout of a workflow has one commit only. */
import type { PolicyAt, ReadPolicyAt } from "../runs/policy-port.ts";
import type { GitHubClient } from "./client.ts";
import { explainGitHub, statusOf } from "./errors.ts";

/** No policy is longer: its reader takes as many characters. */
const MOST_CHARACTERS = 1_048_576;

/** `path`: of the policy within the repository, with forward slashes and without a leading one. */
export function readPolicyAt(github: GitHubClient, path: string): ReadPolicyAt {
  return async (commit) => {
    try {
      const answer = await github.read(...contentsOf(path, commit));
      return policyIn(answer, path);
    } catch (error) {
      if (statusOf(error) === 404) return { kind: "missing" };
      throw explainGitHub(error, "contents: read");
    }
  };
}

/** Each segment is a parameter of its own: Octokit's `{+path}` would leave `?`, `#` and what looks encoded as it is. */
function contentsOf(path: string, commit: string): [`GET ${string}`, Readonly<Record<string, unknown>>] {
  const segments = path.split("/").map((segment, index) => [`part${index}`, segment] as const);
  const template = segments.map(([name]) => `{${name}}`).join("/");
  return [
    `GET /repos/{owner}/{repo}/contents/${template}`,
    { ...Object.fromEntries(segments), ref: commit, headers: { accept: "application/vnd.github.raw+json" } },
  ];
}

function policyIn(answer: unknown, path: string): PolicyAt {
  // A folder is answered as a list, a submodule as an object.
  if (Array.isArray(answer)) return { kind: "unreadable", why: "it is a folder there" };
  if (typeof answer !== "string") return { kind: "unreadable", why: "GitHub's answer is not a text" };
  if (answer.length > MOST_CHARACTERS) return { kind: "unreadable", why: "it is larger than 1 MiB there" };
  return { kind: "read", source: { file: path, text: answer } };
}
