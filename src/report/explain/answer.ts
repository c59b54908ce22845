/** The answers of `explain`, before they become words or JSON. */
import type { Explained } from "../../effective/effective.ts";
import type { LiveMember } from "../../guild/member.ts";
import type { LiveChannel, LiveRole, Snapshot } from "../../guild/snapshot.ts";
import type { PermissionName } from "../../permissions/flags.ts";
import type { UserId } from "../../permissions/snowflake.ts";

/** One permission: its name, and its one bit. */
export interface AskedPermission {
  readonly name: PermissionName;
  readonly bit: bigint;
}

/** Who is asked for. */
export type Asked =
  /** Somebody who holds these roles (at least one) and @everyone. */
  | { readonly kind: "roles"; readonly roles: readonly LiveRole[] }
  /** `timedOut`: the timeout is running. */
  | { readonly kind: "member"; readonly member: LiveMember; readonly timedOut: boolean };

interface Answer {
  readonly snapshot: Snapshot;
  /** Null: all of them. */
  readonly permission: AskedPermission | null;
}

/** One subject in one place. */
export interface OneAnswer extends Answer {
  readonly kind: "one";
  readonly asked: Asked;
  /** Null: on the guild level. */
  readonly channel: LiveChannel | null;
  readonly explained: Explained;
}

/** Every role, and every member with an overwrite of their own, in one place. */
export interface WhoAnswer extends Answer {
  readonly kind: "who";
  readonly channel: LiveChannel | null;
  readonly roles: readonly { readonly role: LiveRole; readonly explained: Explained }[];
  /** What the overwrite gives by itself, on top of @everyone. */
  readonly members: readonly { readonly user: UserId; readonly explained: Explained }[];
}

/** One member on the guild level and in every channel. */
export interface AnywhereAnswer extends Answer {
  readonly kind: "anywhere";
  readonly asked: Extract<Asked, { readonly kind: "member" }>;
  readonly server: Explained;
  readonly channels: readonly { readonly channel: LiveChannel; readonly explained: Explained }[];
  /** Channels whose overwrites are not known. */
  readonly unknown: readonly LiveChannel[];
  /** False: there may be channels that the bot cannot see. */
  readonly seesAll: boolean;
}

export type ExplainAnswer = OneAnswer | WhoAnswer | AnywhereAnswer;
