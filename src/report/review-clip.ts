/** What each change comes to beside all the others: what one gives and another takes is told of neither. */
import type { Effect, Named } from "../drift/finding.ts";
import type { PolicyChange, PolicyReview } from "../review/review.ts";

interface Moved {
  readonly gained: bigint;
  readonly lost: bigint;
}

const NOTHING: Moved = { gained: 0n, lost: 0n };

/** The changes with only those effects that are left when all of them are made. */
export function clippedChanges({ changes, effect }: Pick<PolicyReview, "changes" | "effect">): PolicyChange[] {
  const whole = new Map<string, Moved>();
  for (const { who, channels, gained, lost } of effect) {
    for (const place of placesOf(channels)) {
      const key = `${who.type}:${who.id}:${place}`;
      const known = whole.get(key) ?? NOTHING;
      whole.set(key, { gained: known.gained | gained, lost: known.lost | lost });
    }
  }
  return changes.map((change) =>
    // Who can see a new channel is no part of the whole: there was nothing to compare it with.
    change.kind === "channel.added" ? change : { ...change, effect: change.effect.flatMap((one) => clipped(one, whole)) },
  );
}

/** The whole server stands for every channel. */
function clipped(effect: Effect, whole: ReadonlyMap<string, Moved>): Effect[] {
  const { who, channels } = effect;
  const leftIn = (place: string): Moved => whole.get(`${who.type}:${who.id}:${place}`) ?? NOTHING;
  const server = leftIn(SERVER);
  // A role that becomes or stops being an administrator has no other change that is told, in the whole either.
  if (channels.length === 0) return [effect];
  const groups = new Map<string, { readonly moved: Moved; readonly channels: Named[] }>();
  for (const channel of channels) {
    const here = leftIn(channel.id);
    const moved = { gained: effect.gained & (here.gained | server.gained), lost: effect.lost & (here.lost | server.lost) };
    const key = `${moved.gained}:${moved.lost}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { moved, channels: [channel] });
    else known.channels.push(channel);
  }
  const left = [...groups.values()].filter(({ moved: { gained, lost } }) => (gained | lost) !== 0n);
  return left.map((group) => ({ ...effect, ...group.moved, channels: group.channels }));
}

const SERVER = "";

function placesOf(channels: readonly Named[]): readonly string[] {
  return channels.length === 0 ? [SERVER] : channels.map(({ id }) => id);
}
