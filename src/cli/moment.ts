/** Points in time as people write them on a command line. */
import { CannotCheck } from "../runs/cannot-check.ts";

const UNITS_MS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 } as const;

/**
 * Unix milliseconds of `2d` (two days before `now`; m, h, d, w), of a day (2026-11-20, in UTC) or of a moment in ISO 8601.
 * Throws CannotCheck with the option's name.
 */
export function parseMoment(option: string, text: string, now: number): number {
  const { count, unit } = /^(?<count>\d{1,6})(?<unit>[mhdw])$/.exec(text.trim())?.groups ?? {};
  if (count !== undefined && isUnit(unit)) return now - Number(count) * UNITS_MS[unit];
  const moment = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?$/.test(text.trim())
    ? Date.parse(text.trim())
    : Number.NaN;
  if (Number.isNaN(moment))
    throw new CannotCheck(`${option} "${text}" is no time. Write 90m, 36h, 2d, 1w, 2026-11-20 or 2026-11-20T18:00Z.`);
  return moment;
}

function isUnit(text: string | undefined): text is keyof typeof UNITS_MS {
  return text !== undefined && text in UNITS_MS;
}
