/** A pull request without secrets, from a fork or from Dependabot: what can be said offline is said, and nothing fails for want of a token. */
import { progress, setOutputs, writeSummary } from "../github/actions-console.ts";
import type { RunContext } from "../github/context.ts";
import type { ActionInputs } from "../github/inputs.ts";
import type { Policy } from "../policy/policy.ts";
import { code } from "../report/neutralise.ts";

/** GitHub gives no secrets to such runs (docs: Actions, "Events that trigger workflows", pull_request). On any other event a missing token is a mistake. */
export function hasNoSecrets({ event }: Pick<RunContext, "event">, { discordToken }: Pick<ActionInputs, "discordToken">): boolean {
  return event === "pull_request" && discordToken.trim() === "";
}

export async function tellOfPolicyOnly(policy: Policy): Promise<void> {
  const why = "This pull request has no secrets, so Discord was not looked at.";
  await writeSummary(
    `# The policy can be read\n\n${code(policy.file)} has no mistakes: ${policy.roles.length} roles and ${policy.channels.length} channels. ${why}\n`,
  );
  progress(`The policy has no mistakes. ${why}`);
  setOutputs({ result: "incomplete", "drift-count": 0, "highest-severity": "none", issues: "[]" });
}
