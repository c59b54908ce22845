/** Who may use a bot's commands, before and after an entry changed it, in words. */
import type { Finding } from "../../drift/finding.ts";
import { isJsonObject } from "../../permissions/json-object.ts";
import { code } from "./neutralise.ts";

/** Rules that are listed one by one; Discord allows 100 a command. */
const LISTED = 20;

/** Numbers of the documented types (docs: application-commands, "Application Command Permission Type"), and their names. */
const TYPES = new Map<unknown, string>([
  [1, "role"],
  [2, "user"],
  [3, "channel"],
  ["role", "role"],
  ["user", "user"],
  ["member", "user"],
  ["channel", "channel"],
]);

/** One rule a line; empty for other kinds of findings. */
export function commandRules({ kind, live }: Finding, guild: string): string {
  if (kind !== "command.permissions" || live?.kind !== "event") return "";
  const before = rulesOf(live.before);
  const after = rulesOf(live.after);
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  const lines = ids.slice(0, LISTED).map((id) => {
    const type = (after.get(id) ?? before.get(id))?.type ?? "id";
    return `- ${holder(type, id, guild)}: ${stateWords(before.get(id)?.allowed)} before, ${stateWords(after.get(id)?.allowed)} now`;
  });
  const more = ids.length > LISTED ? [`- and ${ids.length - LISTED} more`] : [];
  return lines.length === 0 ? "" : `**Who may use them**\n\n${[...lines, ...more].join("\n")}`;
}

interface Rule {
  readonly type: string;
  readonly allowed: unknown;
}

function rulesOf(side: unknown): Map<string, Rule> {
  const rules = Array.isArray(side) ? side : [];
  return new Map(
    rules.flatMap((rule: unknown): [string, Rule][] => {
      if (!isJsonObject(rule) || typeof rule["id"] !== "string") return [];
      return [[rule["id"], { type: TYPES.get(rule["type"]) ?? "id", allowed: rule["allowed"] }]];
    }),
  );
}

/** The guild's id stands for every member, one less for every channel (docs: application-commands, "Permissions Constants"). */
function holder(type: string, id: string, guild: string): string {
  if (id === guild) return "every member";
  if (/^\d+$/.test(guild) && id === (BigInt(guild) - 1n).toString()) return "every channel";
  return `the ${type} ${code(id)}`;
}

function stateWords(allowed: unknown): string {
  if (allowed === true) return "allowed";
  return allowed === false ? "not allowed" : "nothing said";
}
