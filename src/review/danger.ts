/** What it means that somebody can do more: as an effect with names, how bad it is, and whether it makes something more dangerous. */
import type { Effect, Severity } from "../drift/finding.ts";
import { SEVERITIES } from "../drift/finding.ts";
import { severityOfGrant, type Audience, type Grant } from "../drift/severity.ts";
import type { Shift } from "../effective/difference.ts";
import { effective } from "../effective/effective.ts";
import { DANGEROUS, has } from "../permissions/flags.ts";
import type { ChannelId } from "../permissions/snowflake.ts";
import { beyondBaseIn } from "./beyond-base.ts";
import { labelsOfDanger } from "./danger-words.ts";
import { handedOut } from "./handed-out.ts";
import type { Names } from "./names.ts";
import type { PolicyChange } from "./review.ts";
import type { Scene } from "./scene.ts";

export type Judgement = Pick<PolicyChange, "effect" | "severity" | "escalation">;

/** Judges shifts of one reach: a role's own permissions, or an overwrite. */
export interface Judge {
  readonly names: Names;
  /**
   * What its holder could do in the base is no gain, and only told as effect. `hidden`: what counts, though nobody can use it as things are, or though nobody
   * knows who could. It is judged as it is, and no effect.
   */
  readonly judge: (shifts: readonly Shift[], reach: Grant["reach"], hidden?: readonly Shift[]) => Judgement;
  readonly effectOf: (shifts: readonly Shift[]) => Effect[];
  /** Whether @everyone could not see the channel in the base, or (null) sees nothing of itself. */
  readonly wasPrivate: (channel: ChannelId | null) => boolean;
  /** How bad it is to grant this to somebody. */
  readonly severityOf: (shift: Shift, reach: Grant["reach"]) => Severity;
}

/** The judge of one review. */
export function judgeIn(scene: Scene, names: Names): Judge {
  const wasPrivate = privacyIn(scene);
  const beyondBase = beyondBaseIn(scene);
  const audienceOf = ({ who }: Shift): Audience => {
    if (who.type === "member") return "member";
    return who.id === scene.everyone ? "everyone" : "role";
  };
  const privateOf = ({ channels, gained }: Shift): readonly (ChannelId | null)[] =>
    has(gained, "VIEW_CHANNEL") ? (channels.length === 0 ? [null] : channels).filter(wasPrivate) : [];
  const severityOf = (shift: Shift, reach: Grant["reach"]): Severity =>
    severityOfGrant({
      granted: shift.gained,
      audience: audienceOf(shift),
      reach,
      privateChannel: privateOf(shift).length > 0,
    });
  const effectOf = (shifts: readonly Shift[]): Effect[] =>
    shifts.map((shift) => {
      const { who, channels, gained, lost } = shift;
      const roles = handedOut(shift, scene, names);
      return { who: names.target(who), channels: channels.map(names.channel), gained, lost, ...(roles === null ? {} : { roles }) };
    });
  return {
    names,
    wasPrivate,
    severityOf,
    effectOf,
    judge(shifts, reach, hidden = []) {
      const all = [...beyondBase(shifts), ...hidden];
      const severity = all.reduce<Severity>((worstYet, shift) => worst(worstYet, severityOf(shift, reach)), "low");
      const clauses = [dangerClause(all, { names, severityOf, reach }), sightClause(all.flatMap(privateOf), names)];
      return { effect: effectOf(shifts), severity, escalation: joined(clauses) };
    },
  };
}

function privacyIn({ base, everyone }: Scene): (channel: ChannelId | null) => boolean {
  const known = new Map<ChannelId | null, boolean>();
  const channels = new Map(base.rights.channels.map((channel) => [channel.id, channel]));
  return (id) => {
    const cached = known.get(id);
    if (cached !== undefined) return cached;
    const channel = id === null ? null : (channels.get(id) ?? null);
    const seen = has(effective({ guild: base.rights, channel }, { kind: "role", role: everyone }).usable, "VIEW_CHANNEL");
    known.set(id, !seen);
    return !seen;
  };
}

interface Ranking {
  readonly names: Names;
  readonly severityOf: Judge["severityOf"];
  readonly reach: Grant["reach"];
}

/** `Helper gets Administrator`: the worst of all that is gained. */
function dangerClause(shifts: readonly Shift[], { names, severityOf, reach }: Ranking): string | null {
  const dangerous = shifts.filter(({ gained }) => (gained & DANGEROUS) !== 0n);
  const rank = (shift: Shift): number => SEVERITIES.indexOf(severityOf(shift, reach));
  const [first, ...others] = dangerous.toSorted((left, right) => rank(left) - rank(right));
  if (first === undefined) return null;
  const { id, name, type } = names.target(first.who);
  const who = name === "@everyone" ? "everyone" : (name ?? `the ${type} ${id}`);
  const more = new Set(others.map((shift) => shift.who.id).filter((other) => other !== first.who.id)).size;
  const [page, where] =
    first.channels.length === 0 ? (["role", ""] as const) : (["channel", ` in ${channelWords(first.channels, names)}`] as const);
  const rest = more === 0 ? "" : `, and ${more} more ${more === 1 ? "gets" : "get"} such permissions`;
  return `${who} gets ${labelsOfDanger(first.gained & DANGEROUS, page)}${where}${rest}`;
}

function sightClause(places: readonly (ChannelId | null)[], names: Names): string | null {
  const channels = [...new Set(places)];
  const [first] = channels;
  if (first === undefined) return null;
  if (first === null) return "more people can see channels that not everyone can see";
  const known = channels.filter((id) => id !== null);
  return `more people can see the private ${known.length === 1 ? "channel" : "channels"} ${channelWords(known, names)}`;
}

function channelWords(ids: readonly ChannelId[], names: Names): string {
  const [first, ...others] = ids.map((id) => names.channel(id).name);
  return others.length === 0 ? (first ?? "") : `${first} and ${others.length} more`;
}

function joined(clauses: readonly (string | null)[]): string | null {
  const said = clauses.filter((clause) => clause !== null);
  return said.length === 0 ? null : said.join(", and ");
}

/** The worse of two. */
export function worst(left: Severity, right: Severity): Severity {
  return SEVERITIES.indexOf(left) <= SEVERITIES.indexOf(right) ? left : right;
}
