/** Moments and durations in words: always UTC, since readers live in many places. */

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `12 Nov 2026 14:03 UTC` for an ISO 8601 moment; "an unknown time" where it is none. */
export function momentWords(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return "an unknown time";
  const time = date.toISOString().slice(11, 16);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()} ${time} UTC`;
}

/** `7 minutes`, `3 hours`, `2 days`: the time between two ISO 8601 moments, in its largest fitting unit. */
export function durationWords(from: string, to: string): string {
  const ms = Math.max(0, Date.parse(to) - Date.parse(from));
  if (Number.isNaN(ms)) return "some time";
  if (ms < MINUTE_MS) return counted(Math.round(ms / 1_000), "second");
  if (ms < HOUR_MS) return counted(Math.round(ms / MINUTE_MS), "minute");
  return ms < 2 * DAY_MS ? counted(Math.round(ms / HOUR_MS), "hour") : counted(Math.round(ms / DAY_MS), "day");
}

/** `1 minute`, `2 minutes`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
