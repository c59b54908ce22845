/** Reads `exceptions`: grants beyond the policy that are tolerated until a day. */
import { describeNode } from "./node.ts";
import { isCalendarDay, suggestDay } from "./calendar-day.ts";
import { findChannel } from "./channel-reference.ts";
import { readEntryName } from "./entry-name.ts";
import { expectMap, readFields, reportType, writtenKeys } from "./fields.ts";
import { requirePermissions } from "./read-grant.ts";
import { readId, readText } from "./scalars.ts";
import { readTarget } from "./targets.ts";
import type { Fields, Shape } from "./fields.ts";
import type { MapEntry, ScalarNode } from "./node.ts";
import type { Mistakes } from "./mistakes.ts";
import type { PolicyException, PolicyTarget } from "./policy.ts";
import type { ListedChannel } from "./read-channels.ts";
import type { GrantContext } from "./read-grant.ts";

/** The keys of the language for it; the schema is made from them too. */
export const EXCEPTION_SHAPE = {
  what: "an exception",
  keys: ["role", "member", "channel", "allow", "until", "reason"],
  required: ["allow", "until", "reason"],
} as const satisfies Shape;
export const MOST_EXCEPTIONS = 1_000;

interface Context extends GrantContext {
  readonly channels: readonly ListedChannel[];
}

/** The exceptions in file order, as far as they can be read. */
export function readExceptions(field: MapEntry | undefined, context: Context): readonly PolicyException[] {
  const { mistakes } = context;
  const entries = (field === undefined ? null : expectMap(field.value, field.key, mistakes))?.entries ?? [];
  const excess = entries[MOST_EXCEPTIONS];
  if (excess !== undefined) {
    mistakes.add({ code: "too-many-exceptions", span: excess.key.span, message: `a policy has at most ${MOST_EXCEPTIONS} exceptions` });
    return [];
  }
  return entries.flatMap((entry) => readException(entry, context) ?? []);
}

function readException({ key, value }: MapEntry, context: Context): PolicyException | null {
  const { mistakes } = context;
  const name = readEntryName(key, "an exception", mistakes);
  const map = expectMap(value, key, mistakes);
  if (map === null) return null;
  reportMissing(key, writtenKeys(map), mistakes);
  const fields = readFields(map, EXCEPTION_SHAPE, mistakes);
  const holder = readHolder(key, fields, context);
  const channel = readChannel(fields, context);
  const allow = requirePermissions(fields, { key: "allow", owner: key, what: "the exception" }, context);
  const until = readUntil(fields, context);
  const reason = readReason(fields, context);
  if (name === null || holder === null || allow === null || until === null || reason === null) return null;
  return { name, holder, channel, allow, until, reason, at: key.span.at };
}

/** What an exception cannot do without, and how it is written. */
const REQUIRED: readonly (readonly [key: string, why: string])[] = [
  ["allow", "does not say what it allows; add `allow: [...]`"],
  ["until", "does not end; add `until: YYYY-MM-DD`, its last day"],
  ["reason", "does not say why; add `reason`"],
];

function reportMissing(key: ScalarNode, written: ReadonlySet<string>, mistakes: Mistakes): void {
  for (const [required, why] of REQUIRED) {
    if (!written.has(required)) {
      mistakes.add({ code: "incomplete-exception", span: key.span, message: `the exception \`${key.text}\` ${why}` });
    }
  }
  if (written.has("role") || written.has("member")) return;
  const message = `the exception \`${key.text}\` is for nobody; add \`role\` with a handle, or \`member\` with an id`;
  mistakes.add({ code: "incomplete-exception", span: key.span, message });
}

function readHolder(key: ScalarNode, fields: Fields, context: Context): PolicyTarget | null {
  const role = fields.get("role");
  const member = fields.get("member");
  if (role !== undefined && member !== undefined) {
    context.mistakes.add({
      code: "role-and-member",
      span: member.key.span,
      message: `the exception \`${key.text}\` has \`role\` and \`member\`; write two exceptions`,
      related: { span: role.key.span, message: "the other one is here" },
    });
  }
  if (role !== undefined) return readRole(role, context);
  return member === undefined ? null : readMember(member, fields, context);
}

function readRole({ key, value }: MapEntry, { roles, mistakes }: Context): PolicyTarget | null {
  if (value.kind !== "scalar") {
    reportType(value.span, `\`${key.text}\` is ${describeNode(value)}, and one role is needed here`, mistakes);
    return null;
  }
  const target = readTarget(value, roles, mistakes);
  if (target?.kind !== "member") return target;
  const message = "this is a member, and `role` names a role";
  mistakes.add({ code: "unknown-role", span: value.span, message, suggest: () => `member: "${target.id}"` });
  return null;
}

function readMember(entry: MapEntry, fields: Fields, { mistakes }: Context): PolicyTarget | null {
  const id = readId<"user">(entry, "a member", mistakes);
  if (!fields.has("channel")) {
    const message = "a member has permissions of their own in a channel only; add `channel`";
    mistakes.add({ code: "member-without-channel", span: entry.key.span, message });
  }
  return id === null ? null : { kind: "member", id };
}

function readChannel(fields: Fields, { channels, mistakes }: Context): string | null {
  const entry = fields.get("channel");
  if (entry === undefined || readText(entry, mistakes) === null || entry.value.kind !== "scalar") return null;
  return findChannel(entry.value, channels, mistakes);
}

/** The last day. YAML 1.2 has no dates, so one without quotes is a text as well. */
function readUntil(fields: Fields, { mistakes }: Context): string | null {
  const value = fields.get("until")?.value;
  if (value === undefined) return null;
  const text = value.kind === "scalar" ? value.text : "";
  if (isCalendarDay(text)) return text;
  const message = "`until` is the last day, one of the calendar, written as YYYY-MM-DD";
  mistakes.add({ code: "wrong-date", span: value.span, message, suggest: () => suggestDay(text) });
  return null;
}

function readReason(fields: Fields, { mistakes }: Context): string | null {
  const entry = fields.get("reason");
  const reason = entry === undefined ? null : readText(entry, mistakes);
  if (entry === undefined || reason === null) return null;
  if (reason.trim() !== "") return reason;
  mistakes.add({ code: "incomplete-exception", span: entry.value.span, message: "a reason has at least one word" });
  return null;
}
