/** The one place where text from Discord is made inert: for Markdown, for titles, for the runner's log and for terminals. */

/** Code points. Names in Discord have at most 100 (docs: resources/channel, resources/guild). */
const NAME_LENGTH = 100;
/** Code points. Reasons have at most 512 (docs: resources/audit-log). */
export const REASON_LENGTH = 512;

/** Code points. Clauses of ours that hold a name or two are shorter. */
const CLAUSE_LENGTH = 300;

const BREAK = "\u200B";
const HIDDEN = "\uFFFD";

/** Letters that take up no room, or change the direction of what follows, and fillers that look like nothing. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\u034F\u115F\u1160\u2800\u3164\uFFA0]+/gu;
/** A joiner or a variation selector inside an emoji is part of one visible sign. */
const EMOJI_JOINER = /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D(?=\p{Extended_Pictographic})/gu;
const JOINER_KEPT = "\uE000";
const MANY_MARKS = /(?<marks>\p{M}{3})\p{M}+/gu;

/**
 * One visible line: line breaks and odd spaces become a space, other invisible characters become U+FFFD (one a run), so that
 * what was hidden can be seen; piles of accents are cut to three; cut to `max` code points with an ellipsis. Empty where nothing is left to see.
 */
export function visible(text: string, max: number = NAME_LENGTH): string {
  const line = text
    .toWellFormed()
    .replaceAll(JOINER_KEPT, HIDDEN)
    .replaceAll(/[\r\n\t\v\f\u0085\u2028\u2029]+/g, " ")
    .replaceAll(/\p{Zs}/gu, " ")
    .replaceAll(EMOJI_JOINER, JOINER_KEPT)
    .replaceAll(INVISIBLE, (run) => (run.includes(JOINER_KEPT) ? keepJoiners(run) : HIDDEN))
    .replaceAll(JOINER_KEPT, "\u200D")
    .replaceAll(MANY_MARKS, "$<marks>")
    .trim();
  if (/^[\uFFFD ]*$/u.test(line)) return "";
  return shorten(line, max);
}

/** A run of invisible letters in which the joiners of an emoji stay. */
function keepJoiners(run: string): string {
  return run.replaceAll(/[^\uE000]+/gu, HIDDEN);
}

/** At most `max` code points, the last one an ellipsis where something was cut. */
export function shorten(text: string, max: number): string {
  const points = Array.from(text);
  return points.length <= max ? text : `${points.slice(0, max - 1).join("")}…`;
}

/** Breaks what GitHub, mail programs and Markdown make links, mentions, references and comments of. The letters stay readable. */
function defuse(text: string): string {
  return (
    text
      .replaceAll(/[@#]/g, (sign) => `${sign}${BREAK}`)
      .replaceAll("://", `:${BREAK}//`)
      // No word boundaries: an underscore is a letter to them, and none to Markdown and GitHub.
      .replaceAll(/www\./gi, (word) => `${word.slice(0, 3)}${BREAK}.`)
      .replaceAll(/GH-(?=\d)/gi, (word) => `${word.slice(0, 2)}${BREAK}-`)
      .replaceAll(/(?=\d*[a-f])[\da-f]{7,}/gi, (hash) => hash.replaceAll(/.{6}(?=.)/g, `$&${BREAK}`))
      .replaceAll("<!", `<${BREAK}!`)
      .replaceAll("-->", `--${BREAK}>`)
  );
}

/** How a name without a visible letter is shown: outside code, so that it cannot be mistaken for a name that says this. */
const NO_NAME = "(no name)";

/** A name or a short text inside a Markdown line: a code span that nothing in the text can end. */
export function code(text: string, max: number = NAME_LENGTH): string {
  const line = visible(text, max);
  if (line === "") return NO_NAME;
  const safe = defuse(line);
  const fence = "`".repeat(longestRun(safe) + 1);
  const pad = safe.startsWith("`") || safe.endsWith("`") ? " " : "";
  return `${fence}${pad}${safe}${pad}${fence}`;
}

/** The same for a table cell: a bar would end the cell even inside code (measured with GFM), and a backslash before it must not undo its escape. */
export function codeInCell(text: string, max: number = NAME_LENGTH): string {
  return code(text, max).replaceAll(/\\?\|/g, (bar) => (bar === "|" ? "\\|" : `\\${BREAK}\\|`));
}

/** A longer text as a Markdown block of its own, on one line, in a fence that nothing in the text can end. */
export function block(text: string, max: number = REASON_LENGTH): string {
  const safe = defuse(visible(text, max));
  return fenced(safe === "" ? NO_NAME : safe, "text");
}

/** Lines that are inert already (our own, or YAML strings by `yamlString`) in a fence that is longer than any in them. */
export function fenced(text: string, language: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A clause of ours that may hold names, as plain Markdown text: every sign that Markdown knows is escaped. */
export function prose(text: string, max: number = CLAUSE_LENGTH): string {
  return defuse(visible(text, max))
    .replaceAll(/[\\`*_{}[\]()<>+!|~$&-]/g, (sign) => `\\${sign}`)
    .replaceAll(/^(?<number>\d+)\./g, "$<number>\\.");
}

/** A name in an issue title: plain text, in quotation marks of ours where needed; backticks would become code in lists of issues. */
export function titleText(text: string, max: number = 80): string {
  const line = visible(text, max).replaceAll("`", "'");
  return line === "" ? NO_NAME : defuse(line);
}

/** One line in the runner's log: no line break, no workflow command, in the new form (`::cmd::`) or the old (`##[cmd]`). */
export function logText(text: string, max: number = 4_000): string {
  // Our own titles break references with a zero-width space, which a log needs not show.
  return visible(text.replaceAll(BREAK, ""), max).replaceAll("::", `:${BREAK}:`).replaceAll("##[", `#${BREAK}#[`);
}

/** One line on a terminal: no escape sequence, no control letter, no change of direction. In a workflow the same text is inert too. */
export function terminalText(text: string, max: number = REASON_LENGTH): string {
  return logText(text, max) || NO_NAME;
}

/** A YAML string in double quotes that reads back as exactly this text, with everything that could act in Markdown or look like nothing escaped. */
export function yamlString(text: string): string {
  if (text === "@everyone") return '"@everyone"';
  return JSON.stringify(text.toWellFormed()).replaceAll(/[@#<`|]|:(?=\/\/)|(?<=GH)-(?=\d)|[^\p{L}\p{N}\p{P}\p{S} ]/giu, escapeYaml);
}

/** YAML's own escapes, one a code point: `\x40`, `\u200B`, `\U0001F600`. */
function escapeYaml(point: string): string {
  const hex = (point.codePointAt(0) ?? 0).toString(16).toUpperCase();
  if (hex.length <= 2) return `\\x${hex.padStart(2, "0")}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
