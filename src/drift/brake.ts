/** The brake: an answer in which too much is missing or differs without an entry that explains it is not believed. */
import { everyoneRole } from "../permissions/snowflake.ts";
import type { Sides } from "./field-state.ts";
import type { Finding } from "./finding.ts";
import type { Brake } from "./report.ts";

/** More than this share of the listed objects ... */
const SHARE = 1 / 3;
/** ... and at least this many. */
const LEAST = 10;

/** The brake with its reason, or null where the answer can be believed. */
export function brakeOf(findings: readonly Finding[], sides: Sides, firstRun: boolean): Brake | null {
  const { roles, channels } = sides.binding;
  const why =
    emptyGuild(findings, sides) ??
    tooMany("roles", unexplained(findings, "role", idsOf(roles)), roles.length) ??
    tooMany("channels", unexplained(findings, "channel", idsOf(channels)), channels.length);
  return why === null ? null : { why, firstRun };
}

type Ids = ReadonlySet<string>;

function idsOf(
  bounds: readonly { readonly id: string | null; readonly listed: { readonly handle: string; readonly path?: string } }[],
): Ids {
  return new Set(bounds.map(({ id, listed }) => id ?? listed.path ?? listed.handle));
}

/** How many listed objects are missing or differ, and no entry speaks of it. */
function unexplained(findings: readonly Finding[], type: "role" | "channel", ids: Ids): number {
  const doubtful = findings.filter(
    ({ cause, subject, attribution }) =>
      (cause === "unapproved" || cause === "unexplained") && subject.type === type && ids.has(subject.id) && attribution.status === "none",
  );
  return new Set(doubtful.map(({ subject }) => subject.id)).size;
}

function tooMany(what: string, count: number, of: number): string | null {
  return count >= LEAST && count > of * SHARE
    ? `${count} of the ${of} ${what} in the policy are missing or differ, and no entry of the audit log says why`
    : null;
}

/** Nothing left but @everyone and what belongs to bots, although the policy lists more. */
function emptyGuild(findings: readonly Finding[], { snapshot, policy }: Sides): string | null {
  const everyone = everyoneRole(policy.guild.id);
  const missing = findings.filter(({ kind, cause }) => kind === "role.missing" && cause !== "awaiting-rollout");
  const left = [...snapshot.roles.values()].filter((role) => role.id !== everyone && !role.managed);
  return missing.length > 0 && left.length === 0
    ? "the server has no roles left but @everyone and those of bots, while the policy lists more"
    : null;
}
