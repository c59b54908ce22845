/** What each change comes to beside all the others, and what only all of them together come to. */
import type { Effect, Named } from "../../drift/finding.ts";
import type { PolicyChange, PolicyReview } from "../../review/review.ts";

interface Moved {
  readonly gained: bigint;
  readonly lost: bigint;
}

/** By role or member and place; the whole server is a place too. */
type Ledger = Map<string, Moved>;

type Changes = Pick<PolicyReview, "changes" | "effect">;

const NOTHING: Moved = { gained: 0n, lost: 0n };
const SERVER = "";

/** Why a change is listed whose gain another change takes back. */
export const ALONE = "alone it would give more than before, and beside the other changes it gives nobody more";

/** The changes with only those effects that are left when all of them are made. */
export function clippedChanges({ changes, effect }: Changes): PolicyChange[] {
  const whole = ledgerOf(effect);
  return changes.map((change) => {
    // Who can see a new channel is no part of the whole: there was nothing to compare it with.
    if (change.kind === "channel.added") return change;
    const left = change.effect.flatMap((one) => splitBy(one, (moved, place) => common(moved, whole, place)));
    const nothing = change.escalation !== null && change.effect.length > 0 && left.length === 0;
    return { ...change, effect: left, ...(nothing ? { escalation: ALONE } : {}) };
  });
}

/** What all changes together let people do, or no longer do, and none of them alone: either of two would be enough for it. */
export function jointEffects({ changes, effect }: Changes): Effect[] {
  const told = ledgerOf(changes.flatMap((change) => [...change.effect, ...ownEffect(change)]));
  return effect.flatMap((one) => splitBy(one, (moved, place) => without(moved, told, place)));
}

/** A role's own permissions are told by their names, wherever they have a use. */
function ownEffect({ kind, subject, granted, revoked }: PolicyChange): Effect[] {
  if (kind !== "role.permissions" && kind !== "role.added" && kind !== "role.removed") return [];
  return [{ who: { type: "role", id: subject.id, name: subject.name }, channels: [], gained: granted, lost: revoked }];
}

function ledgerOf(effects: readonly Effect[]): Ledger {
  const ledger: Ledger = new Map();
  for (const { who, channels, gained, lost } of effects) {
    for (const place of channels.length === 0 ? [SERVER] : channels.map(({ id }) => id)) {
      const key = `${who.type}:${who.id}:${place}`;
      const known = ledger.get(key) ?? NOTHING;
      ledger.set(key, { gained: known.gained | gained, lost: known.lost | lost });
    }
  }
  return ledger;
}

/** In a place of one role or member; the whole server stands for every channel. */
interface Spot {
  readonly who: string;
  readonly place: string;
}

function at(ledger: Ledger, { who, place }: Spot): Moved {
  const [here, server] = [place, SERVER].map((one) => ledger.get(`${who}:${one}`) ?? NOTHING);
  return { gained: (here ?? NOTHING).gained | (server ?? NOTHING).gained, lost: (here ?? NOTHING).lost | (server ?? NOTHING).lost };
}

/** What a role holds on the whole server may show in the channels alone, so it stays as it is told. */
function common(moved: Moved, ledger: Ledger, spot: Spot): Moved {
  if (spot.place === SERVER) return moved;
  const other = at(ledger, spot);
  return { gained: moved.gained & other.gained, lost: moved.lost & other.lost };
}

function without(moved: Moved, ledger: Ledger, spot: Spot): Moved {
  const other = at(ledger, spot);
  return { gained: moved.gained & ~other.gained, lost: moved.lost & ~other.lost };
}

/** The effect as `left` leaves it in each of its places, places with the same rest together; none where nothing is left. */
function splitBy(effect: Effect, left: (moved: Moved, spot: Spot) => Moved): Effect[] {
  const who = `${effect.who.type}:${effect.who.id}`;
  const groups = new Map<string, { readonly moved: Moved; readonly channels: Named[] }>();
  for (const channel of effect.channels.length === 0 ? [null] : effect.channels) {
    const moved = left(effect, { who, place: channel?.id ?? SERVER });
    const key = `${moved.gained}:${moved.lost}`;
    const group = groups.get(key) ?? { moved, channels: [] };
    if (channel !== null) group.channels.push(channel);
    groups.set(key, group);
  }
  const some = [...groups.values()].filter(({ moved: { gained, lost } }) => (gained | lost) !== 0n);
  return some.map((group) => ({ ...effect, ...group.moved, channels: group.channels }));
}
