/** Events from before a first check: a day is news, what is older is history. */

import { compareSnowflakes, timeOfSnowflake } from "../permissions/snowflake.ts";
import type { Finding } from "./finding.ts";

const DAY_MS = 86_400_000;

export interface Parted {
  readonly told: readonly Finding[];
  readonly history: readonly Finding[];
}

/** Critical and high ones from longer ago are told together, in the issue "Before the first check"; the rest only in the summary. */
export function partPast(events: readonly Finding[], now: string): Parted {
  const news = Date.parse(now) - DAY_MS;
  const told: Finding[] = [];
  const history: Finding[] = [];
  for (const event of events) {
    if (isNewer(event, news)) told.push(event);
    else if (event.severity === "critical" || event.severity === "high") told.push({ ...event, past: true });
    else history.push({ ...event, past: true });
  }
  return { told, history };
}

/** By the last of its entries; an event without entries is about now. */
function isNewer({ attribution: { changes } }: Finding, time: number): boolean {
  const last = changes
    .map(({ entryId }) => entryId)
    .toSorted(compareSnowflakes)
    .at(-1);
  return last === undefined || timeOfSnowflake(last) >= time;
}
