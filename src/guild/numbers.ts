/** The guard for numbers in Discord's answers. */

/** A whole number that JavaScript holds exactly; null for anything else. */
export function wholeNumber(value: unknown): number | null {
  return typeof value === "number" && Number.isSafeInteger(value) ? value : null;
}
