/** What a policy change lets people do, in sentences: `Helper can see and write in staff-chat and 2 more channels.` */
import type { Effect, Named } from "../../drift/finding.ts";
import { bitsOf, DANGEROUS, has, type PermissionName } from "../../permissions/flags.ts";
import { abilities } from "../words/effect.ts";
import { labelOf, listed, meaningOf, strongestFirst } from "../words/permission.ts";
import { counted } from "../words/time.ts";
import type { Voice } from "../words/voice.ts";
import { targetWords } from "../words/who.ts";
import { capital } from "../words/finding.ts";

/** Roles and members of whom one change tells. */
const TOLD = 4;
/** Permissions that a line names. */
const LABELS = 5;
/** Permissions whose meaning a line tells. */
const MEANINGS = 3;
const NAMED = 3;

/** What counts once somebody comes to see a channel: the rest follows from it. */
const ONCE_SEEN = bitsOf(["VIEW_CHANNEL", "READ_MESSAGE_HISTORY", "SEND_MESSAGES"]) | DANGEROUS;
const CONNECT = bitsOf(["CONNECT"]);

/** One sentence for each gain and loss, gains first. */
export function reviewEffects(effects: readonly Effect[], voice: Voice): string[] {
  const gains = gainsOf(effects).map((effect) => gainSentence(effect, voice));
  const losses = effects.filter(({ lost }) => lost !== 0n).map((effect) => lossSentence(effect, voice));
  const all = [...gains, ...losses];
  const more = all.length - TOLD;
  return more > 1 ? [...all.slice(0, TOLD), `So it is for ${more} more roles or members.`] : all;
}

/** Channels that somebody comes to see are told together, whatever their types have a use for besides. */
function gainsOf(effects: readonly Effect[]): Effect[] {
  const merged = new Map<string, Effect>();
  for (const effect of effects.filter(({ gained }) => gained !== 0n)) {
    const seen = has(effect.gained, "VIEW_CHANNEL") && effect.channels.length > 0;
    const shown = seen ? effect.gained & ONCE_SEEN : effect.gained;
    const key = JSON.stringify([effect.who.type, effect.who.id, effect.channels.length === 0, String(shown), seen ? "" : merged.size]);
    const known = merged.get(key);
    const join = effect.gained & CONNECT;
    merged.set(
      key,
      known === undefined
        ? { ...effect, gained: shown | join }
        : { ...known, channels: [...known.channels, ...effect.channels], gained: shown | (known.gained & join) },
    );
  }
  return [...merged.values()];
}

function gainSentence(effect: Effect, voice: Voice): string {
  const who = capital(targetWords(effect.who, voice));
  const can = `${who} can ${abilities(effect.gained, effect.channels, voice)}${inChannelMeaning(effect)}.`;
  const hand = handsOut(effect, voice);
  return hand === null ? can : `${can} ${hand}`;
}

/** ` (can delete what others wrote)`: what the strongest permissions mean. On the whole server the line says it already. */
function inChannelMeaning({ gained, channels }: Effect): string {
  if (has(gained, "ADMINISTRATOR") && channels.length === 0) return "";
  const page = channels.length === 0 ? "role" : "channel";
  const meanings = strongestFirst(gained).flatMap((name) => meaningOf(name, page) ?? []);
  return meanings.length === 0 ? "" : ` (${meanings.slice(0, 2).join(", ")})`;
}

function lossSentence({ who, lost, channels }: Effect, voice: Voice): string {
  const told = has(lost, "VIEW_CHANNEL") && channels.length > 0 ? lost & (ONCE_SEEN | CONNECT) : lost;
  return `${capital(targetWords(who, voice))} can no longer ${abilities(told, channels, voice)}.`;
}

/** Whoever can hand out roles has what those roles have: the way that admins overlook. */
export function handsOut({ gained, roles }: Effect, voice: Voice): string | null {
  if (roles === undefined || roles.length === 0 || has(gained, "ADMINISTRATOR")) return null;
  return `With Manage Roles it can hand out every role below its own: ${namesOf(roles, voice, "role")}.`;
}

/** `Kick Members (can throw members out) and Add Reactions`: the strongest first, with what they mean. */
export function gainedLabels(bits: bigint): string {
  const names: readonly PermissionName[] = has(bits, "ADMINISTRATOR") ? ["ADMINISTRATOR"] : strongestFirst(bits);
  const shown = names.length > LABELS ? names.slice(0, LABELS - 1) : names;
  const words = shown.map((name, index) => {
    const meaning = index < MEANINGS ? meaningOf(name, "role") : null;
    return meaning === null ? labelOf(name, "role") : `${labelOf(name, "role")} (${meaning})`;
  });
  return listed(names.length > shown.length ? [...words, `${names.length - shown.length} more`] : words);
}

/** `a`, `a and b`, `a, b, c and 3 more channels`. */
export function namesOf(things: readonly Pick<Named, "name">[], voice: Voice, noun: "role" | "channel"): string {
  const names = things.slice(0, NAMED).map(({ name }) => voice.name(name));
  const more = things.length - NAMED;
  return listed(more > 0 ? [...names, counted(more, `more ${noun}`)] : names);
}
