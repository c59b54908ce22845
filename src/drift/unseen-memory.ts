/** What the next run must know of channels that could not be looked at: nothing on them is gone because nobody saw it. */
import type { Field } from "../audit/link.ts";
import type { ChannelId } from "../permissions/snowflake.ts";
import { traceField } from "./attribute.ts";
import { stateOf, type Sides } from "./field-state.ts";
import { groupBy } from "./group-by.ts";
import { lastValue, type History } from "./history.ts";
import { joinStanding } from "./join-standing.ts";
import { UNSEEN, type Memory, type StandingField, type StandingFinding } from "./memory.ts";
import { movedUnseen } from "./unseen-rollout.ts";
import { whyUnseen } from "./unseen.ts";

interface Run {
  readonly memory: Memory | null;
  /** ISO 8601. */
  readonly now: string;
}

/** What stood on such channels, and the entries of which only the log tells: they explain what is found when the channel is seen again. */
export function unseenStanding({ memory, now }: Run, history: History, sides: Sides): StandingFinding[] {
  const channels = sides.binding.channels.filter((bound) => whyUnseen(bound, sides.probes) !== null);
  const unseen = new Set<string | null>([...channels.map(({ id }) => id), ...unlistedUnseen(sides)]);
  const touched = [...history.moved.values()].filter((field) => field.of === "overwrite" && unseen.has(field.id));
  const traced = new Map(touched.flatMap((field) => traceUnseen(field, history, sides)).map((field) => [field.field, field]));
  const stood = (memory?.standing ?? [])
    .filter(({ key }) => unseen.has(channelIn(key)))
    .map((finding) => ({ ...finding, fields: finding.fields.map((field) => traced.get(field.field) ?? field) }));
  const known = new Set(stood.flatMap(({ fields }) => fields.map(({ field }) => field)));
  const logged = [...traced.values()].filter(({ links }) => links.length > 0);
  const told = [...foldedInto(memory, unseen), ...logged].filter(({ field }) => !known.has(field));
  // A policy that moves again adds to what is known of the field.
  const moved = channels.flatMap((bound) => movedUnseen(bound, history, sides));
  return withFresh(stood, [...told, ...moved], now);
}

/** Channels that no policy lists, that an earlier run told of, and that are there. */
function unlistedUnseen({ probes, binding }: Sides): ChannelId[] {
  return [...probes].flatMap(([id, result]) => (result !== "gone" && !binding.channelOfId.has(id) ? [id] : []));
}

/** Each channel's own in the one place for it. */
function withFresh(stood: readonly StandingFinding[], fields: readonly StandingField[], now: string): StandingFinding[] {
  const findings = new Map(stood.map((finding) => [finding.key, finding]));
  for (const [key, fresh] of groupBy(fields, ({ field }) => `${UNSEEN}channel:${channelIn(field) ?? ""}`)) {
    const { firstSeen = now, issue = null, fields: own = [] } = findings.get(key) ?? {};
    findings.set(key, { key, firstSeen, issue, fields: [...joinStanding([...own, ...fresh]).values()] });
  }
  return [...findings.values()];
}

/** What awaits rollout in them, and was kept by the finding of a category that is seen. */
function foldedInto(memory: Memory | null, unseen: ReadonlySet<string | null>): StandingField[] {
  const others = (memory?.standing ?? []).filter(({ key }) => !unseen.has(channelIn(key)));
  return others.flatMap(({ fields }) => fields.filter(({ field }) => unseen.has(channelIn(field))));
}

/** As far as the log tells, the last entry is what is there. */
function traceUnseen(field: Field, history: History, sides: Sides): StandingField[] {
  const desired = stateOf(field, sides)?.desired;
  const live = lastValue(field, history);
  if (typeof desired !== "bigint" || typeof live !== "bigint") return [];
  return [traceField({ field, desired, live, cells: desired ^ live }, { history, sides }).standing];
}

/** The channel's id in the key of a finding, or of a field. */
function channelIn(key: string): string | null {
  return /^(?:(?:[^/]+\/)?channel|overwrite):(?<id>\d+)/.exec(key)?.groups?.["id"] ?? null;
}
