/** How bad a finding is: by what is granted and to whom. This table is the whole rule. */
import { DANGEROUS, ESCALATING, bitsOf } from "../permissions/flags.ts";
import type { Severity } from "./finding.ts";

/** Who gets it: everybody, the holders of a role, or one person. */
export type Audience = "everyone" | "role" | "member";

export interface Grant {
  readonly granted: bigint;
  readonly audience: Audience;
  /** `guild`: a role's own permissions. `channel`: an overwrite. */
  readonly reach: "guild" | "channel";
  /** The policy keeps @everyone out of the channel. */
  readonly privateChannel: boolean;
}

interface Row {
  readonly severity: Severity;
  readonly when: (grant: Grant) => boolean;
}

const ADMINISTRATOR = bitsOf(["ADMINISTRATOR"]);
const VIEW_CHANNEL = bitsOf(["VIEW_CHANNEL"]);
const gives =
  (bits: bigint) =>
  (grant: Grant): boolean =>
    (grant.granted & bits) !== 0n;
const toEveryone = (grant: Grant): boolean => grant.audience === "everyone";
const inGuild = (grant: Grant): boolean => grant.reach === "guild";

/** The first row that fits decides. */
const ROWS: readonly Row[] = [
  // Discord ignores ADMINISTRATOR in overwrites, so only a role's own counts as the whole server.
  { severity: "critical", when: (grant) => inGuild(grant) && gives(ADMINISTRATOR)(grant) },
  { severity: "critical", when: (grant) => toEveryone(grant) && gives(ESCALATING)(grant) },
  { severity: "high", when: gives(ESCALATING) },
  { severity: "high", when: (grant) => toEveryone(grant) && grant.privateChannel && gives(VIEW_CHANNEL)(grant) },
  { severity: "high", when: (grant) => gives(DANGEROUS)(grant) && (toEveryone(grant) || inGuild(grant)) },
  { severity: "medium", when: gives(DANGEROUS) },
  { severity: "medium", when: (grant) => grant.privateChannel && gives(VIEW_CHANNEL)(grant) },
  { severity: "medium", when: (grant) => toEveryone(grant) && grant.granted !== 0n },
  { severity: "low", when: () => true },
];

/** The severity of granting these bits; taking rights away is low. */
export function severityOfGrant(grant: Grant): Severity {
  return ROWS.find((row) => row.when(grant))?.severity ?? "low";
}
