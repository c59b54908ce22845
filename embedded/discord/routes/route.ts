// What a route is, and the checks that several routes share.
import type { Answer } from "../../http/loopback.ts";
import { invalidForm, missingAccess, unknownGuild } from "../api-error.ts";
import type { Bot } from "../bots.ts";
import type { GuildState } from "../guild-state.ts";
import type { WireUser } from "../member.ts";

export interface Call {
  readonly bot: Bot;
  /** The parts of the path that are in braces in the route. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly guilds: ReadonlyMap<string, GuildState>;
  readonly users: ReadonlyMap<string, WireUser>;
  readonly now: Date;
}

export interface Route {
  /** As in the official description: `/guilds/{guild_id}/roles`. */
  readonly path: string;
  readonly answer: (call: Call) => Answer;
}

/** The guild in the path, when it is there and the bot is in it. */
export function guildOf(call: Call): GuildState {
  const guild = call.guilds.get(snowflakeParam(call, "guild_id"));
  if (guild === undefined) throw unknownGuild();
  if (!guild.members.has(call.bot.userId)) throw missingAccess();
  return guild;
}

export function snowflakeParam(call: Call, name: string): string {
  const value = call.params[name] ?? "";
  if (!isSnowflake(value)) throw invalidForm(name, "NUMBER_TYPE_COERCE", `Value "${value}" is not snowflake.`);
  return value;
}

/** A snowflake in the query, or undefined when it is not given. `0` is allowed: the beginning. */
export function snowflakeQuery(call: Call, name: string): string | undefined {
  const value = call.query.get(name);
  if (value === null) return undefined;
  if (!isSnowflake(value)) throw invalidForm(name, "NUMBER_TYPE_COERCE", `Value "${value}" is not snowflake.`);
  return value;
}

/** A whole number in the query, or undefined when it is not given. */
export function integerQuery(call: Call, name: string): number | undefined {
  const value = call.query.get(name);
  if (value === null) return undefined;
  if (!/^-?\d{1,9}$/.test(value)) throw invalidForm(name, "NUMBER_TYPE_COERCE", `Value "${value}" is not int.`);
  return Number(value);
}

function isSnowflake(value: string): boolean {
  return /^\d{1,20}$/.test(value);
}
