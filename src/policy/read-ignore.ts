/** Reads `ignore`: what is not compared at all. */
import { LONGEST_GLOB, compileGlob } from "./glob.ts";
import { describeNode } from "./node.ts";
import { expectList, readFields, reportType } from "./fields.ts";
import { readText } from "./scalars.ts";
import type { Shape } from "./fields.ts";
import type { MapEntry, MapNode, PolicyNode, ScalarNode, Span } from "./node.ts";
import type { Mistakes } from "./mistakes.ts";
import type { IgnorePattern } from "./policy.ts";
import type { ListedChannel } from "./read-channels.ts";
import type { ListedRole } from "./read-roles.ts";

/** The keys of the language for it; the schema is made from them too. */
export const IGNORE_SHAPE = { what: "an entry of `ignore`", keys: ["channels", "roles", "reason"] } as const satisfies Shape;
export const MOST_PATTERNS = 200;

interface PlacedPattern {
  readonly pattern: IgnorePattern;
  readonly span: Span;
}

interface Listed {
  readonly roles: readonly ListedRole[];
  readonly channels: readonly ListedChannel[];
}

/** The patterns in file order; one that matches what the policy lists is reported. */
export function readIgnore(field: MapEntry | undefined, listed: Listed, mistakes: Mistakes): readonly IgnorePattern[] {
  if (field === undefined) return [];
  const items = expectList(field.value, field.key, mistakes);
  if (items.length > MOST_PATTERNS) {
    const message = `\`ignore\` has more than ${MOST_PATTERNS} entries; use fewer and wider patterns`;
    mistakes.add({ code: "too-many-patterns", span: field.key.span, message });
    return [];
  }
  const patterns = items.flatMap((item) => readEntry(item, mistakes) ?? []);
  for (const placed of patterns) reportListed(placed, listed, mistakes);
  return patterns.map(({ pattern }) => pattern);
}

function readEntry(node: PolicyNode, mistakes: Mistakes): PlacedPattern | null {
  if (node.kind !== "map") {
    const message = `this is ${describeNode(node)}, and an entry of \`ignore\` is a map, like \`{ channels: "Tickets/*" }\``;
    reportType(node.span, message, mistakes);
    return null;
  }
  const fields = readFields(node, IGNORE_SHAPE, mistakes);
  const reason = fields.get("reason");
  const reasonText = reason === undefined ? null : readText(reason, mistakes);
  const entry = subjectOf(node, mistakes);
  const known = entry === null ? undefined : fields.get(entry.key.text);
  return known === undefined ? null : readPattern(known, reasonText, mistakes);
}

/** The one key that says what the pattern is for. */
function subjectOf(node: MapNode, mistakes: Mistakes): MapEntry | null {
  const [first, second] = node.entries.filter(({ key }) => key.text === "channels" || key.text === "roles");
  if (first === undefined) {
    mistakes.add({ code: "ignores-nothing", span: node.span, message: "an entry of `ignore` needs `channels` or `roles` with a pattern" });
    return null;
  }
  if (second !== undefined) {
    mistakes.add({
      code: "ignores-both",
      span: second.key.span,
      message: "an entry of `ignore` has `channels` or `roles`, not both; write two entries",
      related: { span: first.key.span, message: "the other one is here" },
    });
  }
  return first;
}

function readPattern(entry: MapEntry, reason: string | null, mistakes: Mistakes): PlacedPattern | null {
  const glob = readText(entry, mistakes);
  const span = entry.value.span;
  if (glob === null) return null;
  if (glob === "" || glob.length > LONGEST_GLOB) {
    const message = glob === "" ? "an empty pattern matches nothing" : `a pattern has at most ${LONGEST_GLOB} characters`;
    mistakes.add({ code: "wrong-pattern", span, message });
    return null;
  }
  const kind = entry.key.text === "roles" ? "roles" : "channels";
  // Role names are no paths: a star goes over a slash in them.
  const matches = compileGlob(glob, kind === "channels" ? "/" : null);
  return { pattern: { kind, glob, reason, at: span.at, matches }, span };
}

function reportListed({ pattern, span }: PlacedPattern, { roles, channels }: Listed, mistakes: Mistakes): void {
  const texts: readonly { readonly text: string; readonly key: ScalarNode }[] =
    pattern.kind === "roles"
      ? roles.map(({ role, key }) => ({ text: role.handle, key }))
      : channels.map(({ channel, key }) => ({ text: channel.path, key }));
  const hit = texts.find(({ text }) => pattern.matches(text));
  if (hit === undefined) return;
  mistakes.add({
    code: "listed-and-ignored",
    span,
    message: `this pattern ignores \`${hit.text}\`, which the policy lists; narrow the pattern, or remove what is listed`,
    related: { span: hit.key.span, message: "listed here" },
  });
}
