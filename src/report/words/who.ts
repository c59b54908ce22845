/** Who made a change, in words that never blame anybody whom the log does not name. */
import type { Actor } from "../../audit/entry.ts";
import type { AttributedChange, Target } from "../../drift/finding.ts";
import { REASON_LENGTH } from "./neutralise.ts";
import { momentWords } from "./time.ts";
import type { Voice } from "./voice.ts";

/** Entries that Discord writes when it changes permissions itself (unofficial: types 212 and 213). */
const BY_DISCORD = /^(?:GUILD_MIGRATE_\w+|UNKNOWN_21[23])$/;

/** `mallory`, `the bot Helper`, `Discord itself`, or that nobody is named. */
export function actorWords(change: Pick<AttributedChange, "actor" | "action">, voice: Voice): string {
  if (change.actor !== null) return knownActor(change.actor, voice);
  if (BY_DISCORD.test(change.action)) return "Discord itself (it moved permissions on its own)";
  return "Discord itself, or somebody whom the log does not name";
}

function knownActor(actor: Actor, voice: Voice): string {
  if (actor.name === null) return `${actor.bot ? "the bot" : "the user"} with the id ${voice.name(actor.id)}`;
  return actor.bot ? `the bot ${voice.name(actor.name)}` : voice.name(actor.name);
}

/** ` (reason: event night)` with the space before it, or nothing. */
function reasonWords(reason: string | null, voice: Voice, max = 100): string {
  return reason === null ? "" : ` (reason: ${voice.name(reason, Math.min(max, REASON_LENGTH))})`;
}

/** ` on 12 Nov 2026 14:03 UTC, by mallory (reason: event night)`. */
export function entryWords(change: AttributedChange, voice: Voice): string {
  return ` on ${momentWords(change.at)}, by ${actorWords(change, voice)}${reasonWords(change.reason, voice)}`;
}

/** The role or member that an overwrite, or a role, is for. */
export function targetWords(target: Target | undefined, voice: Voice): string {
  if (target === undefined) return "somebody";
  if (target.name === null) return `the ${target.type} with the id ${voice.name(target.id)}`;
  return target.type === "member" ? `the member ${voice.name(target.name)}` : voice.name(target.name);
}
