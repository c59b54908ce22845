/** Why a difference is not explained, or not wholly: one plain clause for people. */
import type { Difference } from "./difference.ts";
import type { Attribution, StateKind } from "./finding.ts";
import type { KnownLink } from "./fold.ts";

interface Outcome {
  readonly status: Attribution["status"];
  readonly links: readonly KnownLink[];
  readonly logUnreadable: string | null;
}

const NO_ENTRY = "no entry of the audit log explains it: it may be older than the 45 days that Discord keeps, or not there yet";

/** What the log cannot know, by kind of difference; the rest has the usual reason. */
const SPECIAL: Partial<Record<StateKind, string>> = {
  "role.hierarchy": "Discord does not log the order of roles",
  "channel.moved": "Discord does not log moves between categories",
  "channel.hidden": "a channel that the bot cannot see cannot be compared",
};

/** Of what awaits rollout nobody asks the log. */
export const NOT_CARRIED_OUT = "the policy was changed, and nobody has carried it out in Discord yet";

/** Null where the status is exact. */
export function whyNot(difference: Difference, { status, links, logUnreadable }: Outcome): string | null {
  if (status === "exact") return null;
  if (logUnreadable !== null) return logUnreadable;
  return status === "none" ? whyNone(difference) : whyPartly(difference, links);
}

function whyNone({ kind, fields }: Difference): string {
  if (kind === "rule.broken" && fields.length === 0) return "what breaks it is what the policy says, or leaves open";
  return SPECIAL[kind] ?? NO_ENTRY;
}

function whyPartly({ kind }: Difference, links: readonly KnownLink[]): string {
  if (links.some((link) => link.entry.action.startsWith("GUILD_MIGRATE_")))
    return "Discord changed it in a migration of its own, and its entry does not name what it changed";
  if (links.some((link) => link.weak)) {
    return kind === "role.members"
      ? "whoever is thrown out loses all roles, and Discord writes no entry for each"
      : "the entry does not name this channel; Discord seems to have carried the change over";
  }
  return "the entries explain only a part of it: one is missing, or not there yet";
}
