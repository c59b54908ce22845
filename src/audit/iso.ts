/** Moments as text. A log has many, and `Date.toISOString` alone took a quarter of the time that an entry takes. */

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

function digits(count: number, length: number): readonly string[] {
  return Array.from({ length: count }, (_, number) => String(number).padStart(length, "0"));
}

const MINUTES = digits(24, 2).flatMap((hour) => digits(60, 2).map((minute) => `${hour}:${minute}:`));
const SECONDS = digits(60, 2).map((second) => `${second}.`);
const MILLISECONDS = digits(1000, 3).map((millisecond) => `${millisecond}Z`);

/** The days that were asked for. Snowflakes know about fifty thousand days at most. */
const days = new Map<number, string>();

function dayText(day: number): string {
  const known = days.get(day);
  if (known !== undefined) return known;
  const text = new Date(day * DAY_MINUTES * MINUTE_MS).toISOString().slice(0, "2026-11-24T".length);
  days.set(day, text);
  return text;
}

/** The minute that was asked for last: entries come in the order of time, so the next one is often of the same. */
const last = { minute: 0, text: "1970-01-01T00:00:" };

function minuteText(minute: number): string {
  if (minute !== last.minute) {
    const day = Math.floor(minute / DAY_MINUTES);
    last.text = `${dayText(day)}${MINUTES[minute - day * DAY_MINUTES] ?? ""}`;
    last.minute = minute;
  }
  return last.text;
}

/** Unix milliseconds of a snowflake in ISO 8601, as `Date.toISOString` writes it. */
export function isoOf(ms: number): string {
  const minute = Math.floor(ms / MINUTE_MS);
  const inMinute = ms - minute * MINUTE_MS;
  const second = Math.floor(inMinute / 1000);
  // The short parts first: put together with the long one they would be kept apart, which takes more memory.
  const rest = `${SECONDS[second] ?? ""}${MILLISECONDS[inMinute - second * 1000] ?? ""}`;
  return minuteText(minute) + rest;
}
