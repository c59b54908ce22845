/** What roles and member overwrites have in a place, and through what: the ground on which rules are judged. */
import { has } from "../permissions/flags.ts";
import { NEUTRAL, settled, type OverwriteBits, type OverwriteTarget } from "../permissions/overwrite.ts";
import { everyoneRole, type RoleId, type UserId } from "../permissions/snowflake.ts";
import { effective } from "./effective.ts";
import type { ChannelRights, GuildRights, RoleRights } from "./guild-rights.ts";
import { cellOf, permissionMatrix, type PermissionMatrix } from "./matrix.ts";

/** A channel, or (null) the guild level, with its number in the guild's list (-1 for the guild level). */
export interface Spot {
  readonly channel: ChannelRights | null;
  readonly index: number;
}

/** Through what a permission is held: permissions of a role or of @everyone, or an overwrite of the channel. */
export type Via = "role" | "role-overwrite" | "member-overwrite" | "everyone" | "everyone-overwrite";

/** What somebody has in one place. */
interface Holding {
  readonly usable: bigint;
  /** What of `usable` comes from where, each bit once. What @everyone does not give comes first: it would stay without @everyone. */
  readonly parts: () => readonly Part[];
}

export interface Part {
  readonly via: Via;
  readonly bits: bigint;
}

export interface Holdings {
  /** All places: the guild level, then the channels as the guild lists them. */
  readonly spots: readonly Spot[];
  /** A role alone with @everyone; null for one that the guild does not have. */
  readonly ofRole: (role: RoleId, spot: Spot) => Holding | null;
  /** What a member's overwrite gives on top of @everyone; what the member's roles give is not looked at. */
  readonly ofMember: (user: UserId, spot: Spot) => Holding;
}

/** Computes all roles in all channels once; every question is then a look-up. */
export function holdingsOf(guild: GuildRights): Holdings {
  const matrix = permissionMatrix(guild);
  const rows = new Map(guild.roles.map((role, row) => [role.id, { role, row }]));
  const everyone = everyoneRole(guild.id);
  const everyonesOwn = rows.get(everyone)?.role.permissions ?? 0n;
  return {
    spots: [{ channel: null, index: -1 }, ...guild.channels.map((channel, index) => ({ channel, index }))],
    ofRole(id, spot) {
      const found = rows.get(id);
      if (found === undefined) return null;
      const usable = usableOfRole(guild, { matrix, ...found }, spot);
      const parts = (): readonly Part[] => {
        const shared = overwriteIn(spot, { type: "role", id: everyone });
        if (id === everyone) return partsOf(usable, [["everyone", everyonesOwn & ~shared.deny]], "everyone-overwrite");
        const origins: readonly Origin[] = [
          ["role", found.role.permissions & ~shared.deny],
          ["role-overwrite", overwriteIn(spot, { type: "role", id }).allow],
        ];
        return partsBeside(usable, origins, shared);
      };
      return { usable, parts };
    },
    ofMember(id, spot) {
      const { usable } = effective({ guild, channel: spot.channel }, { kind: "member-overwrite", user: id });
      const parts = (): readonly Part[] => {
        const { allow } = overwriteIn(spot, { type: "member", id });
        return partsBeside(usable, [["member-overwrite", allow]], overwriteIn(spot, { type: "role", id: everyone }));
      };
      return { usable, parts };
    },
  };
}

interface Cell {
  readonly matrix: PermissionMatrix;
  readonly role: RoleRights;
  readonly row: number;
}

function usableOfRole(guild: GuildRights, { matrix, role, row }: Cell, { channel, index }: Spot): bigint {
  if (channel === null) return effective({ guild, channel }, { kind: "role", role: role.id }).usable;
  return cellOf(matrix.usable, matrix, { channel: index, role: row });
}

/** The overwrite for exactly this target, of two the last; it has no bit on both sides. */
function overwriteIn({ channel }: Spot, target: OverwriteTarget): OverwriteBits {
  const own = channel?.overwrites.findLast((overwrite) => overwrite.target.type === target.type && overwrite.target.id === target.id);
  return own === undefined ? NEUTRAL : settled(own);
}

type Origin = readonly [via: Via, bits: bigint];

function partsBeside(usable: bigint, own: readonly Origin[], shared: OverwriteBits): readonly Part[] {
  return partsOf(usable, [...own, ["everyone-overwrite", shared.allow]], "everyone");
}

/** Each bit goes to the first origin that has it, and what none has to the last. */
function partsOf(usable: bigint, origins: readonly Origin[], last: Via): readonly Part[] {
  let left = usable;
  const parts: Part[] = [];
  for (const [via, bits] of [...origins, [last, usable] as const]) {
    if ((left & bits) !== 0n) parts.push({ via, bits: left & bits });
    left &= ~bits;
  }
  return parts;
}

/** Whether the role itself holds ADMINISTRATOR, by which it has everything everywhere. */
export function isAdministrator(role: RoleRights): boolean {
  return has(role.permissions, "ADMINISTRATOR");
}
