/** What of a gain is one at all: each change is judged against the head, where another one may have taken what its holder could do in the base. */
import type { Shift } from "../effective/difference.ts";
import { effective } from "../effective/effective.ts";
import type { Subject } from "../effective/subject.ts";
import type { OverwriteTarget } from "../permissions/overwrite.ts";
import type { ChannelId } from "../permissions/snowflake.ts";
import type { Scene } from "./scene.ts";

/** The shifts without what a role (with @everyone) or a member could do in the base, and without those of which nothing is left. */
export function beyondBase(shifts: readonly Shift[], scene: Scene): Shift[] {
  return shifts.flatMap((shift) => {
    if (shift.gained === 0n) return [];
    const subject = subjectOf(shift.who, scene);
    if (shift.channels.length === 0) return withGain(shift, [], shift.gained & ~couldDo(subject, null, scene));
    const places = new Map<bigint, ChannelId[]>();
    for (const id of shift.channels) {
      const gained = shift.gained & ~couldDo(subject, id, scene);
      places.set(gained, [...(places.get(gained) ?? []), id]);
    }
    return [...places].flatMap(([gained, channels]) => withGain(shift, channels, gained));
  });
}

function withGain(shift: Shift, channels: readonly ChannelId[], gained: bigint): Shift[] {
  return gained === 0n ? [] : [{ ...shift, channels, gained }];
}

/** A member has what the roles give whose members the base lists, and everything where it names the member as owner. */
function subjectOf(who: OverwriteTarget, { roles }: Scene): Subject {
  if (who.type === "role") return { kind: "role", role: who.id };
  const held = roles.filter(({ before }) => before?.members?.ids.includes(who.id) === true);
  return { kind: "member", user: who.id, roles: held.map(({ id }) => id), timedOut: false };
}

/** Nothing where the base does not say what the channel allows. */
function couldDo(subject: Subject, id: ChannelId | null, { base }: Scene): bigint {
  const guild = base.rights;
  if (id === null) return effective({ guild, channel: null }, subject).usable;
  const channel = guild.channels.find((one) => one.id === id);
  return channel === undefined ? 0n : effective({ guild, channel }, subject).usable;
}
