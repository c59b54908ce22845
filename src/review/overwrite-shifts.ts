/** Who can do more and less by an edit of one overwrite. */
import { channelUse } from "../effective/channel-use.ts";
import { compareRights, type Shift } from "../effective/difference.ts";
import { editedRights, type OverwriteEdit } from "../effective/edit.ts";
import { effective } from "../effective/effective.ts";
import { DANGEROUS } from "../permissions/flags.ts";
import type { Scene } from "./scene.ts";

/** What some type of channel has a use for: this one may become another. */
const IN_CHANNELS = channelUse("category").uses;

export interface OverwriteShifts {
  readonly shifts: readonly Shift[];
  /**
   * Dangerous permissions that the target gets and cannot use for want of another one: who holds a second role may have that one.
   */
  readonly hidden: readonly Shift[];
}

/** The head with this overwrite as it was, against the head. */
export function shiftsOfOverwrite(edit: OverwriteEdit, { base, head }: Scene): OverwriteShifts {
  const { target: who } = edit;
  const { before, after } = editedRights(edit, head.rights);
  const shifts = compareRights(before, after);
  const subject = who.type === "role" ? ({ kind: "role", role: who.id } as const) : ({ kind: "member-overwrite", user: who.id } as const);
  const told = shifts.reduce((bits, { gained }) => bits | gained, 0n);
  const known = new Map(base.rights.channels.map((channel) => [channel.id, channel]));
  const hidden = after.channels.flatMap((channel, index): Shift[] => {
    const agreed = known.get(channel.id);
    const held = agreed === undefined ? 0n : effective({ guild: base.rights, channel: agreed }, subject).computed;
    const old = effective({ guild: before, channel: before.channels[index] ?? channel }, subject).computed;
    const now = effective({ guild: after, channel }, subject).computed;
    const gained = now & ~old & ~held & ~told & DANGEROUS & IN_CHANNELS;
    return gained === 0n ? [] : [{ who, channels: [channel.id], gained, lost: 0n }];
  });
  return { shifts, hidden };
}
