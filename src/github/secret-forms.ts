/** Every form in which a token could turn up in a log, so that the runner can mask each. */

/** A shorter part would mask ordinary words all over the log. */
const SHORTEST = 20;

/** The token itself, as a header, in base64, in an address, by its lines and by its parts. Longest first; empty for an empty token. */
export function secretForms(token: string): readonly string[] {
  const trimmed = token.trim();
  if (trimmed === "") return [];
  const header = `Bot ${trimmed.replace(/^Bot\s+/i, "")}`;
  const whole = [trimmed, header, base64(trimmed), base64(header), encodeURIComponent(trimmed), encodeURIComponent(header)];
  const parts = trimmed.split(/[.\s]+/).filter((part) => part.length >= SHORTEST);
  // The runner masks line by line, so a form with a line break in it would mask nothing.
  const forms = [...whole, ...parts].flatMap((form) => form.split(/[\r\n]+/)).filter((form) => form.length > 4);
  return [...new Set(forms)].toSorted((left, right) => right.length - left.length);
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
