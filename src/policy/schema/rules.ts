/** Rules, exceptions and what is ignored, in the schema. */
import { EXCEPTION_SHAPE, MOST_EXCEPTIONS } from "../read-exceptions.ts";
import { IGNORE_SHAPE, MOST_PATTERNS } from "../read-ignore.ts";
import { MOST_RULES, RULE_SHAPE, SEVERITIES } from "../read-rules.ts";
import { described, excluding, mapOf, namedMap, ref, type JsonSchema } from "./json-schema.ts";

const TARGETS: JsonSchema = { type: "array", items: ref("target"), uniqueItems: true };
const PATTERNS: JsonSchema = { type: "array", items: ref("pattern"), minItems: 1, maxItems: MOST_PATTERNS };

/** The first keys or the second ones: of each, what stands first never stands beside the others. */
function either(one: readonly [string, ...string[]], other: readonly [string, ...string[]]): JsonSchema {
  return { anyOf: [{ required: one }, { required: other }], ...excluding(one[0], other[0]) };
}

const RULE: JsonSchema = {
  description: "What must hold whatever the rest of this file says, judged on what people can do in the end.",
  ...mapOf(
    RULE_SHAPE,
    {
      permissions: { description: "The rule is about any of these.", allOf: [ref("permissions"), { minItems: 1 }] },
      only: { description: "Nobody else may have any of them; [] for nobody at all.", ...TARGETS },
      never: { description: "These may not have any of them.", ...TARGETS, minItems: 1 },
      channels: { description: "Where: patterns over Category/channel. Left out: on the whole server and in every channel.", ...PATTERNS },
      severity: { description: "How bad it is when the rule is broken. Left out: by what it comes to.", enum: SEVERITIES },
      reason: ref("reason"),
    },
    either(["only"], ["never"]),
  ),
};

const EXCEPTION: JsonSchema = {
  description: "A grant beyond this file that is tolerated until a day, and listed in every report meanwhile.",
  ...mapOf(
    EXCEPTION_SHAPE,
    {
      role: described("For this role.", ref("roleTarget")),
      member: described("For this person, by the id in quotes; in a channel only.", ref("id")),
      channel: {
        description: "In this channel: its handle, or Category/handle. Left out: the role's own permissions.",
        type: "string",
        minLength: 1,
      },
      allow: { description: "What is tolerated.", allOf: [ref("permissions"), { minItems: 1 }] },
      until: {
        description: "The last day, YYYY-MM-DD; over when it ends (UTC).",
        type: "string",
        pattern: "^[1-9][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$",
        patternErrorMessage: "This is not a day that is written as YYYY-MM-DD.",
      },
      reason: { allOf: [ref("reason"), { pattern: String.raw`\S` }] },
    },
    either(["role"], ["member", "channel"]),
  ),
};

const IGNORED: JsonSchema = {
  description: "A pattern; what it matches is not compared. Rules still apply.",
  ...mapOf(
    IGNORE_SHAPE,
    {
      channels: described("Channels: a pattern over Category/channel.", ref("pattern")),
      roles: described("Roles: a pattern over their names.", ref("pattern")),
      reason: ref("reason"),
    },
    either(["channels"], ["roles"]),
  ),
};

export const RULE_DEFINITIONS: Readonly<Record<"rule" | "exception" | "ignored", JsonSchema>> = {
  rule: RULE,
  exception: EXCEPTION,
  ignored: IGNORED,
};

export const RULES: JsonSchema = namedMap(ref("entryName"), ref("rule"), { maxProperties: MOST_RULES });
export const EXCEPTIONS: JsonSchema = namedMap(ref("entryName"), ref("exception"), { maxProperties: MOST_EXCEPTIONS });
export const IGNORE: JsonSchema = { type: "array", items: ref("ignored"), maxItems: MOST_PATTERNS };
