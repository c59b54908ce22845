/** The live guild as the engine of effective permissions wants it. */
import type { ChannelRights, GuildRights } from "../effective/guild-rights.ts";
import { channelsInOrder, rolesInOrder } from "./order.ts";
import type { LiveChannel, Snapshot } from "./snapshot.ts";

/**
 * Roles and channels in Discord's order: the highest role first, channels as in the sidebar. Channels whose overwrites are not known are left out, since
 * they would look as if they had none; `channelsWithoutRights` names them.
 */
export function rightsOf(snapshot: Snapshot): GuildRights {
  return {
    id: snapshot.guild.id,
    ownerId: snapshot.guild.ownerId,
    roles: rolesInOrder(snapshot).map(({ id, permissions }) => ({ id, permissions })),
    channels: channelsInOrder(snapshot).flatMap(channelRights),
  };
}

function channelRights({ id, type, parent, overwrites }: LiveChannel): readonly ChannelRights[] {
  return overwrites === null ? [] : [{ id, type, parent, overwrites: [...overwrites.values()] }];
}

/** The channels of which nothing can be said, in the same order. */
export function channelsWithoutRights(snapshot: Snapshot): readonly LiveChannel[] {
  return channelsInOrder(snapshot).filter(({ overwrites }) => overwrites === null);
}
