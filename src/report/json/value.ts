/** The pieces that the JSON outputs share, and how JSON is printed so that nothing in it acts on a terminal or in a runner's log. */
import type { AttributedChange, Breach, FindingValue } from "../../drift/finding.ts";
import { namesOf, printBitfield } from "../../permissions/flags.ts";
import { matchValue, type ValueCases } from "../words/finding-value.ts";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** A permission set: `{ "bits": "8", "names": ["ADMINISTRATOR"] }`. */
function permissionSet(bits: bigint): { readonly bits: string; readonly names: readonly string[] } {
  return { bits: printBitfield(bits), names: namesOf(bits) };
}

/** An entry that explains something. */
export function changeJson({ entryId, at, action, actor, reason }: AttributedChange): { readonly [key: string]: Json } {
  return { entryId, at, action, actor: actor === null ? null : { id: actor.id, name: actor.name, bot: actor.bot }, reason };
}

/** `desired` or `live`, in the form that its kind has. */
export function valueJson(value: FindingValue | null): Json {
  return value === null ? null : matchValue(value, FORMS);
}

const FORMS: ValueCases<Json> = {
  permissions: (value) => permissionSet(value.bits),
  bounds: (value) => ({
    ...(value.atLeast === null ? {} : { atLeast: permissionSet(value.atLeast) }),
    ...(value.atMost === null ? {} : { atMost: permissionSet(value.atMost) }),
  }),
  overwrite: (value) => ({ allow: permissionSet(value.allow), deny: permissionSet(value.deny) }),
  text: (value) => value.text,
  number: (value) => value.number,
  role: (value) => ({ name: value.name, permissions: permissionSet(value.permissions) }),
  channel: (value) => ({
    name: value.name,
    type: value.type,
    parent: value.parent === null ? null : { id: value.parent.id, name: value.parent.name },
  }),
  named: (value) => ({ id: value.id, name: value.name }),
  order: (value) => value.roles.map(({ id, name }) => ({ id, name })),
  members: (value) => value.people.map(({ id }) => id),
  breaches: (value) => value.breaches.map(breachJson),
  event: (value) => ({ before: anyJson(value.before), after: anyJson(value.after) }),
};

function breachJson({ who, guildLevel, channels, permissions, via }: Breach): Json {
  return {
    who: { type: who.type, id: who.id, name: who.name },
    channels: channels.map(({ id, name }) => ({ id, name })),
    permissions: namesOf(permissions),
    via,
    guildLevel,
  };
}

/** A value of the log as JSON has it; what JSON cannot say becomes text. */
export function anyJson(value: unknown): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(anyJson);
  if (typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, anyJson(part)]));
  return typeof value === "bigint" ? value.toString() : null;
}

/**
 * JSON text that reads back as the same value. Invisible and control letters are written as escapes, and so is what the runner
 * would take for a command in any line of output (`##[`).
 */
export function printJson(value: Json, indent: 0 | 2): string {
  return JSON.stringify(value, null, indent)
    .replaceAll("##[", String.raw`\u0023#[`)
    .replaceAll(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escaped);
}

function escaped(point: string): string {
  return Array.from({ length: point.length }, (_, at) => `\\u${point.charCodeAt(at).toString(16).padStart(4, "0")}`).join("");
}
