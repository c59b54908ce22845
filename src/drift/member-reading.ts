/** What was asked of Discord about people: how many hold each role, and who of those that were looked at holds which. */
import type { RoleId, UserId } from "../permissions/snowflake.ts";

/** One person. Somebody who is not on the server holds nothing. */
export type PersonReading =
  | { readonly kind: "known"; readonly name: string | null; readonly roles: readonly RoleId[] }
  /** One plain clause. */
  | { readonly kind: "unknown"; readonly why: string };

export interface MemberReading {
  /** By role; a role that nobody holds may be left out. */
  readonly counts:
    | { readonly kind: "known"; readonly of: ReadonlyMap<RoleId, number> }
    | { readonly kind: "unknown"; readonly why: string };
  /** All whom somebody looked at; of everybody else nothing is known. */
  readonly people: ReadonlyMap<UserId, PersonReading>;
}

/** Where nobody asked. */
export const NO_MEMBERS: MemberReading = { counts: { kind: "unknown", why: "nobody asked Discord" }, people: new Map() };
