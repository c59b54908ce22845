/** What of a gain is one at all: each change is judged against the head, where another one may have taken what its holder could do in the base. */
import type { Shift } from "../effective/difference.ts";
import { effective } from "../effective/effective.ts";
import type { ChannelRights } from "../effective/guild-rights.ts";
import type { Subject } from "../effective/subject.ts";
import type { OverwriteTarget } from "../permissions/overwrite.ts";
import type { ChannelId } from "../permissions/snowflake.ts";
import type { Scene } from "./scene.ts";

/** Leaves out of shifts what a role (with @everyone) or a member could do in the base, and shifts of which nothing is left. */
export function beyondBaseIn(scene: Scene): (shifts: readonly Shift[]) => Shift[] {
  const channels = new Map(scene.base.rights.channels.map((channel) => [channel.id, channel]));
  return (shifts) =>
    shifts.flatMap((shift) => {
      if (shift.gained === 0n) return [];
      const couldDo = rightsOf(shift.who, scene);
      if (shift.channels.length === 0) return withGain(shift, [], shift.gained & ~couldDo(null));
      const places = new Map<bigint, ChannelId[]>();
      for (const id of shift.channels) {
        const channel = channels.get(id);
        // Nobody knows who could do what where the base does not say it.
        const gained = channel === undefined ? shift.gained : shift.gained & ~couldDo(channel);
        places.set(gained, [...(places.get(gained) ?? []), id]);
      }
      return [...places].flatMap(([gained, ids]) => withGain(shift, ids, gained));
    });
}

function withGain(shift: Shift, channels: readonly ChannelId[], gained: bigint): Shift[] {
  return gained === 0n ? [] : [{ ...shift, channels, gained }];
}

/** What they could do in a channel of the base, or (null) on the whole server. */
function rightsOf(who: OverwriteTarget, scene: Scene): (channel: ChannelRights | null) => bigint {
  const subject = subjectOf(who, scene);
  const held = new Set<string>(subject.kind === "role" ? [subject.role] : subject.roles);
  const all = scene.base.rights;
  const guild = { ...all, roles: all.roles.filter(({ id }) => id === scene.everyone || held.has(id)) };
  return (channel) => effective({ guild, channel }, subject).usable;
}

/** A member has what the roles give whose members the base lists, and everything where it names the member as owner. */
function subjectOf(who: OverwriteTarget, { roles }: Scene): Extract<Subject, { readonly kind: "role" | "member" }> {
  if (who.type === "role") return { kind: "role", role: who.id };
  const held = roles.filter(({ before }) => before?.members?.ids.includes(who.id) === true);
  return { kind: "member", user: who.id, roles: held.map(({ id }) => id), timedOut: false };
}
