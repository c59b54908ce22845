/** A test guild whose runs know the policy of the run before them, as scheduled runs do. */
import type { Checked } from "../../src/drift/check-guild.ts";
import type { Finding } from "../../src/drift/finding.ts";
import { aGuild, policyText, type RunOptions, type TestGuild } from "../guild.ts";

type Options = Omit<RunOptions, "policy" | "previous">;

export interface Followed {
  readonly tea: TestGuild;
  /** One run with this policy; where its memory moves on, the policy is what the next run knows as the last one. */
  readonly run: (policy?: string, options?: Options) => Promise<Checked>;
  /** The findings of one run in short, without severity and entries: `key cause`. */
  readonly told: (policy?: string, options?: Options) => Promise<string[]>;
  /** One finding of a run. */
  readonly find: (checked: Checked, key: string) => Finding;
}

export function aFollowedGuild(tea: TestGuild = aGuild()): Followed {
  let last: string | undefined;
  const run: Followed["run"] = async (policy = policyText(), options = {}) => {
    const checked = await tea.run({ ...options, policy, ...(last === undefined ? {} : { previous: last }) });
    if (checked.memory !== null) last = policy;
    return checked;
  };
  return {
    tea,
    run,
    told: async (policy, options) => (await run(policy, options)).report.findings.map(({ key, cause }) => `${key} ${cause}`),
    find: ({ report }, key) => {
      const found = report.findings.find((finding) => finding.key === key);
      if (found === undefined) throw new Error(`${key} is none of ${report.findings.map((finding) => finding.key).join(", ")}`);
      return found;
    },
  };
}
