/** One entry of the audit log as a domain value: nothing of it is dropped, all of it is checked. */
import type { EntryId, UserId } from "../permissions/snowflake.ts";

export interface Actor {
  readonly id: UserId;
  /** Null where the log's `users` lacks the person. */
  readonly name: string | null;
  readonly bot: boolean;
}

interface AuditTarget {
  /** What the id is of: a TargetType of actions.ts (guild, channel, user, role, webhook, integration, command, app, ...). */
  readonly type: string;
  readonly id: string;
  readonly name: string | null;
}

/** One changed key. A side that Discord left out is absent; values are as Discord sent them (`unknown`, checked where they are used). */
export interface AuditChange {
  readonly key: string;
  readonly old?: unknown;
  readonly new?: unknown;
  /** For permission bitfields: what the change of this one key grants and revokes (for `deny` the other way round). */
  readonly granted?: bigint;
  readonly revoked?: bigint;
}

/** Options by documented name, numbers as numbers, ids as strings, the `type` of an overwrite as role or member; unknown keys are kept as sent. */
export type AuditOptions = Readonly<Record<string, unknown>>;

export interface AuditEntry {
  readonly id: EntryId;
  /** ISO 8601, from the id. */
  readonly at: string;
  /** Null as some old entries have it (discord-api-docs #3546). */
  readonly type: number | null;
  /** Documented name (ROLE_UPDATE), or `UNKNOWN_214`; `UNKNOWN` where the type is null. */
  readonly action: string;
  readonly actor: Actor | null;
  readonly target: AuditTarget | null;
  readonly reason: string | null;
  readonly options: AuditOptions;
  readonly changes: readonly AuditChange[];
  /** Whether the entry can hand out or take rights. */
  readonly permission: boolean;
}

/** Who did what, when and why: what is left of an entry once its changes have been folded. */
export type EntryHead = Pick<AuditEntry, "id" | "at" | "action" | "actor" | "reason">;
