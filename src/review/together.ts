/** What only several changes together make possible: two that each give the same look harmless, since each has the other on both of its sides. */
import type { Shift } from "../effective/difference.ts";
import type { EditedRights } from "../effective/edit.ts";
import { allShifts } from "./all-shifts.ts";
import { worst, type Judge } from "./danger.ts";
import type { PolicyChange } from "./review.ts";
import type { Scene } from "./scene.ts";

interface Whole {
  readonly scene: Scene;
  readonly judge: Judge;
  /** Of all changes together. */
  readonly shifts: readonly Shift[];
}

/** The changes; where none of them is an escalation and all together are one, the first that moves permissions says so. */
export function judgedTogether(changes: readonly PolicyChange[], { scene, judge, shifts }: Whole): readonly PolicyChange[] {
  if (changes.some(({ escalation }) => escalation !== null)) return changes;
  // Another type lets people use more of what they have, and gives nobody anything.
  const retyped = changes.some(({ kind }) => kind === "channel.type");
  const { escalation, severity } = judge.judge(retyped ? allShifts(ofOneType(scene), scene) : shifts, "guild");
  const moving = changes.findIndex(({ granted, revoked }) => granted !== 0n || revoked !== 0n);
  const at = escalation === null ? -1 : Math.max(moving, 0);
  return changes.map((change, index) =>
    index === at
      ? { ...change, escalation: `together with other changes, ${escalation}`, severity: worst(change.severity, severity) }
      : change,
  );
}

/** Both sides with the types of the head. */
function ofOneType({ base, head }: Scene): EditedRights {
  const types = new Map(head.rights.channels.map(({ id, type }) => [id, type]));
  const channels = base.rights.channels.map((channel) => ({ ...channel, type: types.get(channel.id) ?? channel.type }));
  return { before: { ...base.rights, channels }, after: head.rights };
}
