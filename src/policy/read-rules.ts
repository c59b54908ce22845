/** Reads `rules`: what must hold whatever the rest of the policy says. */
import { expectMap, readFields, writtenKeys } from "./fields.ts";
import { readEntryName } from "./entry-name.ts";
import { readChannelPatterns } from "./read-channel-patterns.ts";
import { readTargets, requirePermissions } from "./read-grant.ts";
import { readChoice, readText } from "./scalars.ts";
import type { Fields, Shape } from "./fields.ts";
import type { MapEntry, ScalarNode } from "./node.ts";
import type { Mistakes } from "./mistakes.ts";
import type { PolicyChannel, PolicyRule } from "./policy.ts";
import type { GrantContext } from "./read-grant.ts";

/** The keys of the language for it; the schema is made from them too. */
export const RULE_SHAPE = {
  what: "a rule",
  keys: ["permissions", "only", "never", "channels", "severity", "reason"],
  required: ["permissions"],
} as const satisfies Shape;
export const SEVERITIES = ["critical", "high", "medium", "low"] as const;
/** Each is judged on all roles in all channels. */
export const MOST_RULES = 200;

/** Patterns times channels: each pattern is compared with each path. */
const MOST_COMPARISONS = 2_000_000;

/** A rule with the key that it is listed under. */
export interface ListedRule {
  readonly rule: PolicyRule;
  readonly key: ScalarNode;
}

interface Context extends GrantContext {
  readonly channels: readonly PolicyChannel[];
}

/** The rules in file order, as far as they can be read. */
export function readRules(field: MapEntry | undefined, context: Context): readonly ListedRule[] {
  const { channels, mistakes } = context;
  const entries = (field === undefined ? null : expectMap(field.value, field.key, mistakes))?.entries ?? [];
  const excess = entries[MOST_RULES];
  if (excess !== undefined) {
    mistakes.add({ code: "too-many-rules", span: excess.key.span, message: `a policy has at most ${MOST_RULES} rules` });
    return [];
  }
  if (field !== undefined && countPatterns(entries) * channels.length > MOST_COMPARISONS) {
    const message = "these rules have too many patterns for this many channels; use fewer and wider ones";
    mistakes.add({ code: "too-many-patterns", span: field.key.span, message });
    return [];
  }
  return entries.flatMap((entry) => readRule(entry, context) ?? []);
}

function countPatterns(entries: readonly MapEntry[]): number {
  const rules = entries.flatMap(({ value }) => (value.kind === "map" ? value.entries : []));
  const lists = rules.map(({ key, value }) => (key.text === "channels" && value.kind === "list" ? value.items.length : 0));
  return lists.reduce((sum, length) => sum + length, 0);
}

function readRule({ key, value }: MapEntry, context: Context): ListedRule | null {
  const { mistakes } = context;
  const before = mistakes.count();
  const name = readEntryName(key, "a rule", mistakes);
  const map = expectMap(value, key, mistakes);
  if (map === null) return null;
  reportMissing(key, writtenKeys(map), mistakes);
  const fields = readFields(map, RULE_SHAPE, mistakes);
  const permissions = requirePermissions(fields, { key: "permissions", owner: key, what: "the rule" }, context);
  const holders = readHolders(key, fields, context);
  const parts = readRest(fields, context);
  // Half a rule would say something else than what was meant.
  if (name === null || permissions === null || holders === null || mistakes.count() !== before) return null;
  return { rule: { name, permissions, ...holders, ...parts, at: key.span.at }, key };
}

function reportMissing({ span, text }: ScalarNode, written: ReadonlySet<string>, mistakes: Mistakes): void {
  if (!written.has("permissions")) {
    const message = `the rule \`${text}\` does not say for which permissions; add \`permissions: [...]\``;
    mistakes.add({ code: "incomplete-rule", span, message });
  }
  if (!written.has("only") && !written.has("never")) {
    const message = `the rule \`${text}\` does not say whom it is about; add \`only: [...]\` or \`never: [...]\``;
    mistakes.add({ code: "incomplete-rule", span, message });
  }
}

/** `only` or `never`: one of them, not both. */
function readHolders(key: ScalarNode, fields: Fields, context: Context): Pick<PolicyRule, "mode" | "holders"> | null {
  const { mistakes } = context;
  const only = fields.get("only");
  const never = fields.get("never");
  if (only !== undefined && never !== undefined) {
    mistakes.add({
      code: "only-and-never",
      span: never.key.span,
      message: `the rule \`${key.text}\` has \`only\` and \`never\`; write two rules`,
      related: { span: only.key.span, message: "the other one is here" },
    });
  }
  if (only !== undefined) return { mode: "only", holders: readTargets(only, context) };
  if (never === undefined) return null;
  const holders = readTargets(never, context);
  if (never.value.kind === "list" && never.value.items.length === 0) {
    const message = `the rule \`${key.text}\` forbids it to nobody; where nobody may have it, write \`only: []\``;
    mistakes.add({ code: "incomplete-rule", span: never.key.span, message });
  }
  return { mode: "never", holders };
}

function readRest(fields: Fields, { channels, mistakes }: Context): Pick<PolicyRule, "channels" | "severity" | "reason"> {
  const patterns = fields.get("channels");
  const severity = fields.get("severity");
  const reason = fields.get("reason");
  return {
    channels: patterns === undefined ? null : readChannelPatterns(patterns, channels, mistakes),
    severity: severity === undefined ? null : readChoice(severity, SEVERITIES, mistakes),
    reason: reason === undefined ? null : readText(reason, mistakes),
  };
}
