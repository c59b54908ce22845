/** Of whom a name in a comment would help: the owner, the bots of roles, and members in overwrites. */
import { channelsInOrder, rolesInOrder } from "../guild/order.ts";
import type { LiveChannel, Snapshot } from "../guild/snapshot.ts";
import { compareSnowflakes, type UserId } from "../permissions/snowflake.ts";

/** Each once, in the order of the file. */
export function peopleToName(snapshot: Snapshot): readonly UserId[] {
  const bots = rolesInOrder(snapshot).flatMap(({ owner }) => (owner?.kind === "bot" ? [owner.id] : []));
  return [...new Set([snapshot.guild.ownerId, ...bots, ...channelsInOrder(snapshot).flatMap(membersIn)])];
}

function membersIn({ overwrites }: LiveChannel): readonly UserId[] {
  const ids = [...(overwrites?.values() ?? [])].flatMap(({ target }) => (target.type === "member" ? [target.id] : []));
  return ids.toSorted(compareSnowflakes);
}
