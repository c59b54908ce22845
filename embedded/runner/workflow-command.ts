// Workflow commands in a line of output, by the rules of the real runner (actions/runner, ActionCommand.cs).

export interface WorkflowCommand {
  /** In lower case: names are not case-sensitive. */
  readonly name: string;
  /** Keys in lower case. */
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** What the runner knows by itself; a resume token comes on top while commands are stopped. */
export const COMMAND_NAMES: ReadonlySet<string> = new Set([
  "add-mask",
  "add-matcher",
  "add-path",
  "debug",
  "echo",
  "endgroup",
  "error",
  "group",
  "notice",
  "remove-matcher",
  "save-state",
  "set-env",
  "set-output",
  "stop-commands",
  "warning",
]);

/**
 * The command in a line, or null. First form: the line, less white space before it, starts with `::name key=value,...::`.
 * Old form: `##[name key=value;...]` *anywhere* in the line. Only known names count.
 */
export function parseCommand(line: string, names: ReadonlySet<string>): WorkflowCommand | null {
  return parseColons(line.trimStart(), names) ?? parseBrackets(line, names);
}

function parseColons(line: string, names: ReadonlySet<string>): WorkflowCommand | null {
  const end = line.startsWith("::") ? line.indexOf("::", 2) : -1;
  if (end < 0) return null;
  const data = unescape(line.slice(end + 2), DATA);
  return build(line.slice(2, end), data, { names, separator: ",", escapes: PROPERTY });
}

function parseBrackets(line: string, names: ReadonlySet<string>): WorkflowCommand | null {
  const start = line.indexOf("##[");
  const end = start < 0 ? -1 : line.indexOf("]", start);
  if (end < 0) return null;
  const data = unescape(line.slice(end + 1), BRACKETS);
  return build(line.slice(start + 3, end), data, { names, separator: ";", escapes: BRACKETS });
}

type Escapes = readonly (readonly [from: string, to: string])[];

/** In this order: the percent sign last, so that "%250A" stays the text "%0A". */
const DATA: Escapes = [
  ["%0D", "\r"],
  ["%0A", "\n"],
  ["%25", "%"],
];
const PROPERTY: Escapes = [
  ["%0D", "\r"],
  ["%0A", "\n"],
  ["%3A", ":"],
  ["%2C", ","],
  ["%25", "%"],
];
const BRACKETS: Escapes = [
  ["%3B", ";"],
  ["%0D", "\r"],
  ["%0A", "\n"],
  ["%5D", "]"],
  ["%25", "%"],
];

interface Dialect {
  readonly names: ReadonlySet<string>;
  readonly separator: string;
  readonly escapes: Escapes;
}

function build(info: string, data: string, { names, separator, escapes }: Dialect): WorkflowCommand | null {
  const space = info.indexOf(" ");
  const name = (space < 0 ? info : info.slice(0, space)).toLowerCase();
  if (!names.has(name)) return null;
  const properties: Record<string, string> = {};
  for (const pair of space < 0
    ? []
    : info
        .slice(space + 1)
        .trim()
        .split(separator)) {
    const equals = pair.indexOf("=");
    const value = pair.slice(equals + 1);
    if (equals > 0 && value !== "") properties[pair.slice(0, equals).toLowerCase()] = unescape(value, escapes);
  }
  return { name, properties, data };
}

function unescape(text: string, escapes: Escapes): string {
  return escapes.reduce((result, [from, to]) => result.replaceAll(from, to), text);
}
