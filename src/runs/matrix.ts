/** The use case "matrix": effective permissions of every role in every channel. */
import { DOCUMENTED } from "../effective/algorithm.ts";
import { channelUse } from "../effective/channel-use.ts";
import { permissionMatrix } from "../effective/matrix.ts";
import { type ChannelGroup, channelGroups } from "../guild/order.ts";
import { channelsWithoutRights, rightsOf } from "../guild/rights.ts";
import { sightOf } from "../guild/sight.ts";
import type { LiveChannel, Snapshot } from "../guild/snapshot.ts";
import type { Policy } from "../policy/policy.ts";
import type { AskedPermission } from "../report/explain/answer.ts";
import type { MatrixAnswer } from "../report/matrix/answer.ts";
import { CannotCheck } from "./cannot-check.ts";
import { findChannel } from "./find-named.ts";
import { findPermission } from "./find-permission.ts";
import { readSnapshot, type ReadSnapshot } from "./read-snapshot.ts";

export interface MatrixRequest extends ReadSnapshot {
  /** As they were written: ids, names or handles; a category stands for its channels too. None: all channels. */
  readonly channels: readonly string[];
  readonly permission: string | null;
  /** For its handles. */
  readonly policy: Policy | null;
}

/** Throws CannotCheck where a channel or the permission is not there, or means nothing in a channel. */
export async function matrix(request: MatrixRequest): Promise<MatrixAnswer> {
  const permission = request.permission === null ? null : channelPermission(request.permission);
  const snapshot = await readSnapshot(request);
  const wanted = wantedChannels(request, snapshot);
  const unknown = channelsWithoutRights(snapshot).filter(({ id }) => wanted.has(id));
  const rights = rightsOf(snapshot);
  const known = rights.channels.filter(({ id }) => wanted.has(id));
  return {
    snapshot,
    permission,
    roles: rights.roles.flatMap(({ id }) => snapshot.roles.get(id) ?? []),
    groups: groupsOf(snapshot, new Set(known.map(({ id }) => id))),
    matrix: permissionMatrix({ ...rights, channels: known }),
    unknown,
    seesAll: request.channels.length > 0 || sightOf(snapshot)?.everyChannel === true,
  };
}

/** A table of channels would say "no" to everybody about a permission for the whole server. */
function channelPermission(text: string): AskedPermission {
  const permission = findPermission(text);
  if ((permission.bit & DOCUMENTED & ~channelUse("category").uses) === 0n) return permission;
  throw new CannotCheck(
    `${permission.name} is a permission for the whole server and means nothing in a channel. Ask: permission-drift explain --permission ${permission.name}`,
  );
}

function wantedChannels({ channels, policy }: MatrixRequest, snapshot: Snapshot): ReadonlySet<string> {
  if (channels.length === 0) return new Set(snapshot.channels.keys());
  const named = new Set<string>(channels.map((text) => findChannel(text, snapshot, policy).id));
  const inside = [...snapshot.channels.values()].filter(({ parent }) => parent !== null && named.has(parent));
  return new Set([...named, ...inside.map(({ id }) => id)]);
}

/** Without the groups in which there is nothing to show. */
function groupsOf(snapshot: Snapshot, known: ReadonlySet<string>): readonly ChannelGroup[] {
  const shown = ({ id }: LiveChannel): boolean => known.has(id);
  return channelGroups(snapshot)
    .map(({ category, channels }) => ({ category, channels: channels.filter(shown) }))
    .filter(({ category, channels }) => channels.length > 0 || (category !== null && shown(category)));
}
