/** Overwrites: what each channel should have, base against head. One edit of a category speaks for the channels that are synced with it. */
import type { FindingValue } from "../drift/finding.ts";
import { difference, NEUTRAL } from "../permissions/overwrite.ts";
import type { Place, PolicyChannel } from "../policy/policy.ts";
import { joined, writtenIn, type Cell, type Written } from "./cells.ts";
import { allOf, changing, NOTHING, type Found } from "./change.ts";
import type { Judge } from "./danger.ts";
import { deletedRoles } from "./gone-role.ts";
import { liftedDenials } from "./lifted-denials.ts";
import { channelSubject } from "./names.ts";
import type { ChannelPair } from "./pair-objects.ts";
import { managedChange, unmanagedChange } from "./managed-overwrites.ts";
import type { ChangeKind, PolicyChange } from "./review.ts";
import { shiftsOfOverwrite } from "./overwrite-shifts.ts";
import { placeOf, type Scene } from "./scene.ts";
import { followersOf, isFollower } from "./synced-channels.ts";

/** All changes of overwrites in channels that both policies list, in file order. */
export function overwriteChanges(scene: Scene, judge: Judge): Found {
  const stage: Stage = { scene, judge, deleted: deletedRoles(scene) };
  return allOf(
    scene.channels.map((pair) => {
      const { before, after } = pair;
      return before === null || after === null ? NOTHING : changesOf({ ...pair, before, after }, stage);
    }),
  );
}

interface Stage {
  readonly scene: Scene;
  readonly judge: Judge;
  readonly deleted: ReadonlySet<string>;
}

interface BothChannels extends ChannelPair {
  readonly before: PolicyChannel;
  readonly after: PolicyChannel;
}

function changesOf(pair: BothChannels, stage: Stage): Found {
  const { scene, judge } = stage;
  const [old, now] = [writtenIn(pair.before, scene.base), writtenIn(pair.after, scene.head)];
  if (now === null) return { changes: old === null ? [] : [unmanagedChange(pair, scene, judge)], notes: [] };
  if (old === null) return { changes: [managedChange(pair, scene, judge)], notes: [] };
  if (isFollower(pair, scene)) return NOTHING;
  const changes = joined(old, now).flatMap((cell) => cellChange(cell, pair, stage) ?? []);
  return { changes, notes: changes.length === 0 ? syncNote(pair) : [] };
}

function cellChange(cell: Cell, pair: BothChannels, { scene, judge, deleted }: Stage): PolicyChange | null {
  const { target } = cell;
  const [before, after] = [cell.before?.bits ?? NEUTRAL, cell.after?.bits ?? NEUTRAL];
  const moved = difference(before, after);
  if (moved.granted === 0n && moved.revoked === 0n) return null;
  // A role that is deleted takes its overwrites with it: its own change speaks for them.
  if (cell.after === null && deleted.has(target.id)) return null;
  const channels = [pair.id, ...followersOf(pair, scene).map(({ id }) => id)];
  const { shifts, hidden } = shiftsOfOverwrite({ of: "overwrite", channels, target, before, after }, scene);
  return changing(kindOf(cell), channelSubject(pair), {
    target: judge.names.target(target),
    before: valueOf(cell.before),
    after: valueOf(cell.after),
    ...moved,
    ...judge.judge(shifts, "channel", [...hidden, ...liftedDenials(target, channels, scene)]),
    policy: placeOf(lineOf(cell, pair), cell.before?.at, scene),
  });
}

/** A synced channel's own line, since its category's says nothing of a change. */
function lineOf({ after }: Cell, pair: BothChannels): Place | null {
  if (after === null) return null;
  return pair.after.overwrites?.kind === "synced" ? pair.after.overwrites.at : after.at;
}

function kindOf({ before, after }: Cell): ChangeKind {
  if (before === null) return "overwrite.added";
  return after === null ? "overwrite.removed" : "overwrite.changed";
}

function valueOf(written: Written | null): FindingValue | null {
  return written === null ? null : { kind: "overwrite", ...written.bits };
}

function syncNote({ before, after }: BothChannels): string[] {
  const [old, now] = [before.overwrites?.kind === "synced", after.overwrites?.kind === "synced"];
  if (old === now) return [];
  return [
    now
      ? `The channel ${after.path} is synced with its category now, with the same overwrites as before.`
      : `The channel ${after.path} is no longer synced with its category, and has the same overwrites as before.`,
  ];
}
