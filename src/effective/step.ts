/** One step on the way to an effective permission: what gave or took, and which bits. */
import type { OverwriteBits } from "../permissions/overwrite.ts";
import type { FlagName } from "../permissions/flags.ts";
import type { RoleId, UserId } from "../permissions/snowflake.ts";

/** What gives or takes, in the order in which they act. */
export type Source =
  /** The permissions of a role, @everyone too. */
  | { readonly kind: "base"; readonly role: RoleId }
  /** Ownership of the guild. No overwrite counts after it. */
  | { readonly kind: "owner" }
  /** ADMINISTRATOR, and the roles that have it. No overwrite counts after it. */
  | { readonly kind: "administrator"; readonly roles: readonly RoleId[] }
  | { readonly kind: "everyone-overwrite" }
  | { readonly kind: "role-overwrite"; readonly role: RoleId }
  | { readonly kind: "member-overwrite"; readonly user: UserId }
  /** The channel's type has no use for these permissions. */
  | { readonly kind: "channel-type"; readonly type: string }
  /** Without this permission Discord denies the others too. */
  | { readonly kind: "implicit"; readonly missing: FlagName }
  | { readonly kind: "timeout" };

/**
 * What a source changed: `allow` was not there before, `deny` was. Sources that act at the same time (base roles; role overwrites) are each named with
 * all that they give or take, also where another one does the same. Replayed in order (`held & ~deny | allow`) the steps give the result.
 */
export interface Step extends OverwriteBits {
  readonly from: Source;
}
