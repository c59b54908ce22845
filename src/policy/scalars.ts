/** Reads single values: names, ids, choices, yes or no. */
import { describeNode } from "./node.ts";
import { isSnowflake } from "../permissions/snowflake.ts";
import { closest } from "./suggest.ts";
import { reportType } from "./fields.ts";
import type { MapEntry, PolicyNode, ScalarNode } from "./node.ts";
import type { Mistakes } from "./mistakes.ts";
import type { Snowflake } from "../permissions/snowflake.ts";

/** Discord's limit for the names of roles and channels (docs: resources/channel, resources/guild). */
export const LONGEST_NAME = 100;

/** What YAML 1.1 takes for a boolean and YAML 1.2 for a text: other tools that read the file would not see the name. */
const OLD_BOOLEAN = /^(?:y|n|yes|no|on|off)$/i;

/** A text as the value of a key, or null after a report. */
export function readText({ key, value }: MapEntry, mistakes: Mistakes): string | null {
  if (value.kind === "scalar") return isName(value, mistakes) ? value.text : null;
  reportType(value.span, `\`${key.text}\` is ${describeNode(value)}, and a text is needed here`, mistakes);
  return null;
}

/** The name of a role or channel as the value of `name`, or null after a report. */
export function readName(entry: MapEntry, mistakes: Mistakes): string | null {
  const name = readText(entry, mistakes);
  if (name === null) return null;
  const length = Array.from(name).length;
  if (length > 0 && length <= LONGEST_NAME) return name;
  const message = `a name in Discord has 1 to ${LONGEST_NAME} characters, and this has ${length}`;
  mistakes.add({ code: "wrong-name", span: entry.value.span, message });
  return null;
}

/** Whether a scalar is a text, and would be one to every YAML reader; reported where not. */
export function isName(scalar: ScalarNode, mistakes: Mistakes): boolean {
  const quoted = (): string => `"${scalar.text}"`;
  if (scalar.type !== "text") {
    const what = scalar.type === "null" ? "an empty value" : scalar.type === "boolean" ? "true or false" : "a number";
    const message = `a text is needed here, and \`${scalar.text}\` without quotes is ${what}; put it in quotes`;
    mistakes.add({ code: "name-not-text", span: scalar.span, message, suggest: quoted });
    return false;
  }
  if (!scalar.plain || !OLD_BOOLEAN.test(scalar.text)) return true;
  const message = `\`${scalar.text}\` without quotes is a name to some YAML readers and true or false to others; put it in quotes`;
  mistakes.add({ code: "name-not-text", span: scalar.span, message, suggest: quoted });
  return false;
}

/** A Discord id as the value of a key, or null after a report. `what` is whose id, for messages: "a role". */
export function readId<Kind extends string>({ key, value }: MapEntry, what: string, mistakes: Mistakes): Snowflake<Kind> | null {
  if (value.kind === "scalar" && value.type !== "boolean") return readIdNode<Kind>(value, what, mistakes);
  reportType(value.span, `\`${key.text}\` is ${describeNode(value)}, and the id of ${what} is needed here, in quotes`, mistakes);
  return null;
}

/** The same for a value anywhere. */
export function readIdNode<Kind extends string>(node: PolicyNode, what: string, mistakes: Mistakes): Snowflake<Kind> | null {
  const { span } = node;
  if (node.kind !== "scalar" || node.type === "boolean" || node.type === "null") {
    reportType(span, `this is ${describeNode(node)}, and the id of ${what} is needed here, in quotes`, mistakes);
    return null;
  }
  if (node.type === "number") {
    const message = "an id without quotes is a number, which JavaScript and YAML round when it is this long; put it in quotes";
    mistakes.add({ code: "unquoted-id", span, message, suggest: () => idWithin(node.text) });
    return null;
  }
  if (isSnowflake<Kind>(node.text)) return node.text;
  const message = `this is not the id of ${what}: an id is a number of up to 20 digits, in quotes`;
  mistakes.add({ code: "wrong-id", span, message, suggest: () => idWithin(node.text) });
  return null;
}

/** The id inside a mention (`<@&1>`), a link, or blanks. */
function idWithin(text: string): string | undefined {
  const [id, ...others] = text.match(/\d+/g) ?? [];
  return others.length === 0 && isSnowflake(id) ? `"${id}"` : undefined;
}

/** True or false, or null after a report. */
export function readBoolean({ key, value }: MapEntry, mistakes: Mistakes): boolean | null {
  if (value.kind === "scalar" && value.type === "boolean") return value.text.toLowerCase() === "true";
  const suggest = (): string | undefined => meantBoolean(value);
  mistakes.add({ code: "wrong-type", span: value.span, message: `\`${key.text}\` is true or false`, suggest });
  return null;
}

function meantBoolean(value: PolicyNode): string | undefined {
  if (value.kind !== "scalar") return undefined;
  if (/^(?:y|yes|on|true|1)$/i.test(value.text)) return "true";
  return /^(?:n|no|off|false|0)$/i.test(value.text) ? "false" : undefined;
}

/** One of a few words, or null after a report. */
export function readChoice<Choice extends string>({ key, value }: MapEntry, choices: readonly Choice[], mistakes: Mistakes): Choice | null {
  const text = value.kind === "scalar" ? value.text : "";
  const chosen = choices.find((choice) => choice === text);
  if (chosen !== undefined) return chosen;
  const message = `\`${key.text}\` is one of ${choices.join(", ")}`;
  mistakes.add({ code: "unknown-choice", span: value.span, message, suggest: () => closest(text, choices) });
  return null;
}
