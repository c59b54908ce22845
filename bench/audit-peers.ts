/** The peer of the audit log: discord.js' own structures, and the names of the bits that each change gave and took. */
import { GuildAuditLogs, PermissionsBitField } from "discord.js";
import { isJsonObject } from "../src/permissions/json-object.ts";
import { discordGuild } from "../test/effective/discord-js.ts";
import { guildOf } from "./largest-guild.ts";

const BITFIELDS: ReadonlySet<unknown> = new Set(["permissions", "allow", "deny"]);

function fieldOf(value: unknown): PermissionsBitField {
  return new PermissionsBitField(typeof value === "string" ? BigInt(value) : 0n);
}

/** As somebody would write it who has discord.js: what is new, what is gone, by name. */
function namesIn(change: { readonly key: unknown; readonly old?: unknown; readonly new?: unknown }): readonly (readonly string[])[] {
  if (!BITFIELDS.has(change.key)) return [];
  const before = fieldOf(change.old);
  const after = fieldOf(change.new);
  return [before.missing(after), after.missing(before)];
}

/** From the text of a page to entries, and to the names of what each change moved. */
export function discordJs(): (text: string) => unknown {
  const guild = discordGuild(guildOf({ roles: 2, channels: 2, overwrites: 1 }));
  return (text) => {
    const data: unknown = JSON.parse(text);
    const logs: unknown = isJsonObject(data) ? Reflect.construct(GuildAuditLogs, [guild, data]) : null;
    if (!(logs instanceof GuildAuditLogs)) throw new TypeError("no audit log");
    return logs.entries.map((entry) => ({ entry, changes: entry.changes.map((change) => ({ change, names: namesIn(change) })) }));
  };
}
