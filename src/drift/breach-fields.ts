/** The fields through which a rule is broken: what of the drift leads to it, and what the policy does not compare at all. */
import { fieldKey, type Field } from "../audit/link.ts";
import type { Breach } from "../effective/judge.ts";
import { bitsOf } from "../permissions/flags.ts";
import { targetKey, type OverwriteTarget } from "../permissions/overwrite.ts";
import { everyoneRole } from "../permissions/snowflake.ts";
import { watchedWord, type Difference, type Watched } from "./difference.ts";
import { stateOf, type Sides } from "./field-state.ts";

/** Without these nobody has anything in a channel: who came to have one of them may have got the rest by it. */
const OPENING = bitsOf(["VIEW_CHANNEL", "SEND_MESSAGES", "CONNECT"]);

/** A part of the drift, or of what is tolerated: fields with the bits that are more than agreed. */
export type Grants = Pick<Difference, "granted" | "fields">;

export interface BreachFields {
  /** Fields whose own findings, or exceptions, keep their history. */
  readonly shared: readonly Watched[];
  /** Fields of which nothing but the rule speaks. */
  readonly own: readonly Watched[];
}

/** All fields that have to do with the breaches, each once. */
export function breachFields(breaches: readonly Breach[], drift: readonly Grants[], sides: Sides): BreachFields {
  const wanted = wantedBits(breaches, sides);
  const shared = drift.flatMap(({ granted, fields }) =>
    fields.flatMap((watched): Watched[] => {
      const cells = (wanted.get(fieldKey(watched.field)) ?? 0n) & (watched.cells ?? 0n) & granted;
      return cells === 0n ? [] : [{ ...watched, cells }];
    }),
  );
  const told = new Set(shared.map(({ field }) => fieldKey(field)));
  const through = breaches.flatMap((breach) => fieldsThrough(breach, sides).flatMap((field) => ownField(field, breach.permissions, sides)));
  const own = joined(through.filter(({ field }) => !told.has(fieldKey(field))));
  return { shared, own: [...own, ...newChannels(breaches, [...shared, ...own], sides)] };
}

/** Channels that the policy does not list, in which nothing but their being there leads to the breach. */
function newChannels(breaches: readonly Breach[], known: readonly Watched[], { binding }: Sides): Watched[] {
  const explained = new Set(known.flatMap(({ field }): string[] => (field.of === "overwrite" ? [field.id] : [])));
  const ids = new Set(breaches.flatMap(({ guildLevel, channels }) => (guildLevel ? [] : channels)));
  return [...ids]
    .filter((id) => !binding.channelOfId.has(id) && !explained.has(id))
    .map((id) => ({ ...watchedWord({ of: "channel", id, part: "exists" }, null, "yes"), beyond: true }));
}

/** By field: the bits that may have led to a breach. */
function wantedBits(breaches: readonly Breach[], sides: Sides): ReadonlyMap<string, bigint> {
  const wanted = new Map<string, bigint>();
  for (const { who, channels, guildLevel, permissions } of breaches) {
    const targets = targetsOf(who, sides);
    const roles = targets.flatMap((target): Field[] =>
      target.type === "role" ? [{ of: "role", id: target.id, part: "permissions" }] : [],
    );
    const fields = [...roles, ...channels.flatMap((id) => targets.flatMap((target) => sidesOf(id, target)))];
    const bits = guildLevel && channels.length === 0 ? permissions : permissions | OPENING;
    for (const field of fields) wanted.set(fieldKey(field), (wanted.get(fieldKey(field)) ?? 0n) | bits);
  }
  return wanted;
}

/** The breaker, and @everyone whom everybody is. */
function targetsOf(who: OverwriteTarget, { policy }: Sides): readonly OverwriteTarget[] {
  const everyone: OverwriteTarget = { type: "role", id: everyoneRole(policy.guild.id) };
  return targetKey(who) === targetKey(everyone) ? [everyone] : [who, everyone];
}

function sidesOf(id: Breach["channels"][number], target: OverwriteTarget): Field[] {
  return [
    { of: "overwrite", id, target, part: "allow" },
    { of: "overwrite", id, target, part: "deny" },
  ];
}

/** What gives the permissions, as the judge says. */
function fieldsThrough({ who, channels, via }: Breach, { policy }: Sides): Field[] {
  const everyone: OverwriteTarget = { type: "role", id: everyoneRole(policy.guild.id) };
  const target = via === "everyone" || via === "everyone-overwrite" ? everyone : who;
  if (via === "role" || via === "everyone") return target.type === "role" ? [{ of: "role", id: target.id, part: "permissions" }] : [];
  return channels.map((id) => ({ of: "overwrite", id, target, part: "allow" }));
}

/** The bits of the field that the policy leaves open. */
function ownField(field: Field, permissions: bigint, sides: Sides): Watched[] {
  const decided = stateOf(field, sides)?.decided ?? 0n;
  const live = liveBits(field, sides);
  const cells = live & permissions & ~decided;
  return cells === 0n ? [] : [{ field, desired: live & ~cells, live, cells, beyond: true }];
}

function liveBits(field: Field, { snapshot }: Sides): bigint {
  if (field.of === "role") return snapshot.roles.get(field.id)?.permissions ?? 0n;
  if (field.of !== "overwrite") return 0n;
  return snapshot.channels.get(field.id)?.overwrites?.get(targetKey(field.target))?.allow ?? 0n;
}

/** Two breaches through one field are one field. */
function joined(all: readonly Watched[]): Watched[] {
  const known = new Map<string, Watched>();
  for (const watched of all) {
    const key = fieldKey(watched.field);
    const cells = (known.get(key)?.cells ?? 0n) | (watched.cells ?? 0n);
    const desired = typeof watched.live === "bigint" ? watched.live & ~cells : watched.desired;
    known.set(key, { ...watched, desired, cells });
  }
  return [...known.values()];
}
