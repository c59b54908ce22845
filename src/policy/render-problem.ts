/** Shows one problem of a policy file in a terminal: where, what, the line with a mark below it, and what was probably meant. */
import { printable, printableInPlace } from "./printable.ts";
import { textWidth } from "./text-width.ts";
import type { PolicyProblem } from "./problem.ts";

/** What is shown of a long line before the mark and in all, in UTF-16 units. */
const BEFORE = 60;
const SHOWN = 100;

/** The file as the user named it, with its content. */
export interface PolicySource {
  readonly file: string;
  readonly text: string;
}

/** Several lines, the last one without a line end. */
export function renderProblem({ file, text }: PolicySource, problem: PolicyProblem): string {
  const name = printable(file);
  const { at, code, message, related, suggestion } = problem;
  const gutter = " ".repeat(String(at.line).length);
  return [
    `${name}:${at.line}:${at.column} ${code} ${message}`,
    ...frame(lineOf(text, at.line), problem),
    ...(suggestion === undefined ? [] : [` ${gutter} = did you mean ${suggestion}?`]),
    ...(related === undefined ? [] : [` ${gutter} = ${name}:${related.at.line}:${related.at.column} ${related.message}`]),
  ].join("\n");
}

function lineOf(text: string, line: number): string {
  let start = text.startsWith("\uFEFF") ? 1 : 0;
  for (let passed = 1; passed < line; passed += 1) start = text.indexOf("\n", start) + 1;
  const end = text.indexOf("\n", start);
  return text.slice(start, end === -1 ? undefined : end).replace(/\r$/, "");
}

function frame(line: string, { at, endColumn }: PolicyProblem): readonly string[] {
  const start = at.column - 1;
  const left = start > BEFORE ? wholeCharacter(line, start - BEFORE) : 0;
  const right = wholeCharacter(line, Math.min(line.length, left + SHOWN));
  const before = printableInPlace(line.slice(left, start));
  const marked = printableInPlace(line.slice(start, Math.min(endColumn - 1, right)));
  const shown = printableInPlace(line.slice(left, right));
  const lead = left > 0 ? "…" : "";
  const number = String(at.line);
  return [
    ` ${number} | ${lead}${shown}${right < line.length ? "…" : ""}`,
    ` ${" ".repeat(number.length)} | ${" ".repeat(lead.length + textWidth(before))}${"^".repeat(Math.max(1, textWidth(marked)))}`,
  ];
}

/** The index itself, or the one before where it would cut a surrogate pair in two. */
function wholeCharacter(line: string, index: number): number {
  return /^[\uDC00-\uDFFF]/.test(line.slice(index, index + 1)) ? Math.max(0, index - 1) : index;
}
