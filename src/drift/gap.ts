/** A stretch of time that nobody looked at and that Discord has forgotten. */
import type { EntryId } from "../permissions/snowflake.ts";
import { keyOf } from "./difference.ts";
import type { Finding, Subject } from "./finding.ts";

const DAY_MS = 86_400_000;
/** How long Discord keeps entries (docs: resources/audit-log). */
const RETENTION_DAYS = 45;

export interface LastCheck {
  readonly after: EntryId;
  /** ISO 8601. */
  readonly through: string;
}

/** The finding `audit.gap`, or none where the log still reaches back to the last check. */
export function gapFindings(guild: Subject, last: LastCheck | null, now: string): Finding[] {
  if (last === null) return [];
  const forgotten = Date.parse(now) - RETENTION_DAYS * DAY_MS;
  if (Date.parse(last.through) >= forgotten) return [];
  const about = { kind: "audit.gap", subject: guild } as const;
  return [
    {
      ...about,
      key: `${keyOf(about)}@${last.after}`,
      severity: "medium",
      cause: "event",
      desired: null,
      live: { kind: "event", before: last.through, after: new Date(forgotten).toISOString() },
      granted: 0n,
      revoked: 0n,
      effect: [],
      attribution: {
        status: "none",
        why: `Discord keeps its log for ${RETENTION_DAYS} days, and the last check was before that`,
        changes: [],
      },
      policy: null,
      also: [],
      note: null,
    },
  ];
}
