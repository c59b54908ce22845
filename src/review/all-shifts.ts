/** Who can do more and less, also in places that the policy does not describe. */
import { compareRights, type Shift } from "../effective/difference.ts";
import type { EditedRights } from "../effective/edit.ts";
import { effective } from "../effective/effective.ts";
import type { GuildRights } from "../effective/guild-rights.ts";
import { bitsOf, DANGEROUS, has } from "../permissions/flags.ts";
import { everyoneRole, type RoleId } from "../permissions/snowflake.ts";
import type { Scene } from "./scene.ts";

/** What counts though every channel that the policy lists says otherwise: two changes that each give it in a channel would hide each other. */
const ALWAYS_TOLD = DANGEROUS | bitsOf(["VIEW_CHANNEL"]);

/**
 * The shifts of `compareRights`, and what a role gained or lost of itself that no listed channel shows: where there may be other channels it counts on
 * the whole server, and so does what is dangerous, and the sight of channels, in any case.
 */
export function allShifts(rights: EditedRights, scene: Scene): Shift[] {
  const shifts = compareRights(rights.before, rights.after);
  const told = grouped(shifts);
  const shown = isOpen(scene) ? ~0n : ALWAYS_TOLD;
  const everyone = everyoneRole(rights.after.id);
  const own = ofItself(everyone, rights);
  const roles = [...new Set([everyone, ...[...rights.before.roles, ...rights.after.roles].map(({ id }) => id)])];
  const all = roles.flatMap((id) => {
    const theirs = told.get(id) ?? [];
    told.delete(id);
    const beside = id === everyone ? own : without(ofItself(id, rights), own);
    return withOwn(id, theirs, { gained: beside.gained & shown, lost: beside.lost & (isOpen(scene) ? ~0n : 0n) });
  });
  return [...all, ...[...told.values()].flat()];
}

interface Moved {
  readonly gained: bigint;
  readonly lost: bigint;
}

function grouped(shifts: readonly Shift[]): Map<string, Shift[]> {
  const groups = new Map<string, Shift[]>();
  for (const shift of shifts) groups.set(shift.who.id, [...(groups.get(shift.who.id) ?? []), shift]);
  return groups;
}

function ofItself(role: RoleId, { before, after }: EditedRights): Moved {
  const held = (guild: GuildRights): bigint => effective({ guild, channel: null }, { kind: "role", role }).usable;
  const [old, now] = [held(before), held(after)];
  return { gained: now & ~old, lost: old & ~now };
}

function without(moved: Moved, other: Moved): Moved {
  return { gained: moved.gained & ~other.gained, lost: moved.lost & ~other.lost };
}

/** The shifts of one role with what none of them tells: on the whole server, before those in channels. */
function withOwn(id: RoleId, shifts: readonly Shift[], own: Moved): readonly Shift[] {
  // Whoever becomes an administrator, or stops being one, has no other change that matters.
  if (has(own.gained | own.lost | shifts.reduce((bits, { gained, lost }) => bits | gained | lost, 0n), "ADMINISTRATOR")) return shifts;
  const rest = shifts.reduce<Moved>((left, shift) => without(left, shift), own);
  if (rest.gained === 0n && rest.lost === 0n) return shifts;
  const [first, ...others] = shifts;
  const whole = first !== undefined && first.channels.length === 0;
  const merged: Shift = {
    who: { type: "role", id },
    channels: [],
    gained: rest.gained | (whole ? first.gained : 0n),
    lost: rest.lost | (whole ? first.lost : 0n),
  };
  return [merged, ...(whole ? others : shifts)];
}

/** Whether the guild may have channels of which the policy does not say everything. */
function isOpen({ channels, base, head }: Scene): boolean {
  if (channels.length === 0) return true;
  if ([base, head].some(({ policy }) => policy.manage.channels === "listed" || policy.ignore.some(({ kind }) => kind === "channels")))
    return true;
  return channels.some(({ before, after }) => !before?.overwrites || !after?.overwrites);
}
