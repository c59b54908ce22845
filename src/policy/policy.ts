/** The agreement: permissions.yaml, read, checked and resolved. Every value knows its place in the file. */
import type { ChannelTypeName } from "../permissions/channel-types.ts";
import type { ChannelId, GuildId, RoleId, UserId } from "../permissions/snowflake.ts";

/** Where in the policy file: both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What a role may hold: exactly these bits, or bounds (at least one of them is there). */
export type PermissionBounds =
  | { readonly kind: "exact"; readonly bits: bigint; readonly at: Place }
  | { readonly kind: "bounds"; readonly atLeast: bigint | null; readonly atMost: bigint | null; readonly at: Place };

export interface PolicyRole {
  /** The key in `roles`: what the rest of the file uses. */
  readonly handle: string;
  /** Null: matched by name. `@everyone` always has the guild's id. */
  readonly id: RoleId | null;
  /** The name that it should have in Discord. */
  readonly name: string;
  /** Null: its permissions are unmanaged. */
  readonly permissions: PermissionBounds | null;
  /** Exactly these people hold it; null: not checked. */
  readonly members: { readonly ids: readonly UserId[]; readonly at: Place } | null;
  readonly at: Place;
}

export type PolicyTarget =
  | { readonly kind: "role"; readonly handle: string }
  | { readonly kind: "role-id"; readonly id: RoleId }
  | { readonly kind: "member"; readonly id: UserId };

export interface PolicyOverwrite {
  readonly target: PolicyTarget;
  readonly allow: bigint;
  readonly deny: bigint;
  readonly at: Place;
}

export type PolicyOverwrites =
  | { readonly kind: "exact"; readonly list: readonly PolicyOverwrite[]; readonly at: Place }
  /** The overwrites that its category has in this policy; the reader made sure that those are managed. */
  | { readonly kind: "synced"; readonly at: Place };

export interface PolicyChannel {
  readonly handle: string;
  /** `Category/handle`, or the handle where there is no category: unique in the file. */
  readonly path: string;
  readonly id: ChannelId | null;
  readonly name: string;
  /** Null: not compared. */
  readonly type: ChannelTypeName | null;
  /** Whether it holds channels in the policy or is written as `type: category`. */
  readonly category: boolean;
  /** The path of its category, null at the top. */
  readonly parent: string | null;
  /** Null: its overwrites are unmanaged. */
  readonly overwrites: PolicyOverwrites | null;
  readonly at: Place;
}

export interface IgnorePattern {
  readonly kind: "channels" | "roles";
  readonly glob: string;
  readonly reason: string | null;
  readonly at: Place;
  /** Whether a path (`handle of its category/live name`) or a role name matches. */
  readonly matches: (text: string) => boolean;
}

/** What must hold whatever the rest says, judged on usable permissions. */
export interface PolicyRule {
  /** The key in `rules`. */
  readonly name: string;
  /** Any of these. */
  readonly permissions: bigint;
  /** `only`: nobody else may have them. `never`: these may not. */
  readonly mode: "only" | "never";
  readonly holders: readonly PolicyTarget[];
  /** Null: on the guild level and in every channel. */
  readonly channels: readonly ChannelPattern[] | null;
  /** Null: by what the breach comes to. */
  readonly severity: "critical" | "high" | "medium" | "low" | null;
  readonly reason: string | null;
  readonly at: Place;
}

/** A glob over `Category/channel`; it matches at least one channel of the policy. */
export interface ChannelPattern {
  readonly glob: string;
  readonly matches: (path: string) => boolean;
  readonly at: Place;
}

/** A grant beyond the policy that is tolerated until the end of a day (UTC). */
export interface PolicyException {
  /** The key in `exceptions`. */
  readonly name: string;
  readonly holder: PolicyTarget;
  /** The path of a channel; null: the role's own permissions. */
  readonly channel: string | null;
  readonly allow: bigint;
  /** The last day, YYYY-MM-DD. */
  readonly until: string;
  readonly reason: string;
  readonly at: Place;
}

export interface Policy {
  /** The file as the user named it, for messages and annotations. */
  readonly file: string;
  readonly guild: { readonly id: GuildId; readonly at: Place };
  readonly owner: { readonly id: UserId; readonly at: Place } | null;
  readonly requireTwoFactor: { readonly value: boolean; readonly at: Place } | null;
  readonly manage: {
    readonly roles: "all" | "listed";
    readonly channels: "all" | "listed";
    readonly managedRoles: "rules" | "all";
    /** Absent where nothing is written, and the defaults count. */
    readonly at?: Place;
  };
  readonly roles: readonly PolicyRole[];
  /** Flat, in file order; a category stands before its channels. */
  readonly channels: readonly PolicyChannel[];
  readonly ignore: readonly IgnorePattern[];
  /** Handles of roles, highest first: their relative order. Null: not compared. */
  readonly hierarchy: { readonly roles: readonly string[]; readonly at: Place } | null;
  readonly rules: readonly PolicyRule[];
  readonly exceptions: readonly PolicyException[];
}
