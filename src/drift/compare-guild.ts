/** The guild's own settings that the policy names: who owns it, and whether moderation needs two-factor login. */
import { differing, watchedWord, type Difference } from "./difference.ts";
import type { Sides } from "./field-state.ts";
import type { Subject } from "./finding.ts";
import { guildSubject } from "./naming.ts";
import type { Unchecked } from "./report.ts";

export function compareGuild({ policy, snapshot }: Sides): Difference[] {
  const subject: Subject = { type: "guild", id: snapshot.guild.id, name: snapshot.guild.name };
  const differences: Difference[] = [];
  if (policy.owner !== null && policy.owner.id !== snapshot.guild.ownerId) {
    differences.push(
      differing("guild.owner", subject, {
        desired: { kind: "text", text: policy.owner.id },
        live: { kind: "text", text: snapshot.guild.ownerId },
        at: policy.owner.at,
        fields: [watchedWord({ of: "guild", part: "owner" }, policy.owner.id, snapshot.guild.ownerId)],
      }),
    );
  }
  const desired = policy.requireTwoFactor?.value === true ? 1 : 0;
  const { mfaLevel } = snapshot.guild;
  if (policy.requireTwoFactor !== null && mfaLevel !== null && desired !== mfaLevel) {
    differences.push(
      differing("guild.mfa", subject, {
        desired: { kind: "number", number: desired },
        live: { kind: "number", number: mfaLevel },
        at: policy.requireTwoFactor.at,
        fields: [watchedWord({ of: "guild", part: "mfa" }, String(desired), String(mfaLevel))],
      }),
    );
  }
  return differences;
}

/** What the policy names and the answer leaves out. */
export function uncheckedGuild(sides: Sides): Unchecked[] {
  if (sides.policy.requireTwoFactor === null || sides.snapshot.guild.mfaLevel !== null) return [];
  return [{ subject: guildSubject(sides), why: "Discord's answer does not say whether moderation needs two-factor login" }];
}
