/** Days as the policy writes them: YYYY-MM-DD. */

/** Whether a text is a day that the calendar has, in the years 1000 to 9999. */
export function isCalendarDay(text: string): boolean {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
  const start = Date.parse(`${text}T00:00:00.000Z`);
  return !Number.isNaN(start) && new Date(start).toISOString().startsWith(text);
}

/** The day that was probably meant: the year first, with other separators or without zeros. */
export function suggestDay(text: string): string | undefined {
  const [, year, month = "", day = ""] = /^\s*(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})(?:T.*)?\s*$/.exec(text) ?? [];
  const meant = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isCalendarDay(meant) ? meant : undefined;
}
