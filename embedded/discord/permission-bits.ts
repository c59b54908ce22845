// Permission sets as a caller likes to write them, turned into bits.
import { PermissionFlagsBits } from "discord-api-types/v10";

/** A bitfield, its decimal string as Discord sends it, one documented name, or a list of names (`["KICK_MEMBERS"]`). */
export type PermissionInput = bigint | string | readonly string[];

const bitByName: ReadonlyMap<string, bigint> = new Map(
  Object.entries(PermissionFlagsBits).map(([name, bit]) => [documentedName(name), bit]),
);

/** Every bit that this server knows: what an owner or an administrator has. */
export const allPermissions: bigint = [...bitByName.values()].reduce((all, bit) => all | bit, 0n);

/** Throws for a name that Discord does not document. */
export function permissionBits(input: PermissionInput): bigint {
  if (typeof input === "bigint") return input;
  if (typeof input !== "string") return input.reduce((bits, name) => bits | permissionBit(name), 0n);
  return /^\d+$/.test(input) ? BigInt(input) : permissionBit(input);
}

function permissionBit(name: string): bigint {
  const bit = bitByName.get(name);
  if (bit === undefined) throw new Error(`There is no permission "${name}".`);
  return bit;
}

/** `SendTTSMessages` is documented as `SEND_TTS_MESSAGES`. */
function documentedName(name: string): string {
  return name
    .replaceAll(/([a-z])([A-Z])/g, "$1_$2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toUpperCase();
}
