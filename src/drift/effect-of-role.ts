/** What a member gets by a role that is handed out, or loses with it. */
import { bitsOf, has } from "../permissions/flags.ts";
import { everyoneRole, type RoleId } from "../permissions/snowflake.ts";
import { rolesBelow } from "./effect.ts";
import type { Sides } from "./field-state.ts";
import type { Effect, Target } from "./finding.ts";

interface Handed {
  readonly target: Target;
  readonly sides: Pick<Sides, "snapshot">;
  readonly given: boolean;
}

/** By what the role holds now, beside what everybody may do. None where it holds nothing more. */
export function effectOfRole(role: RoleId, { target, sides, given }: Handed): Effect[] {
  const { snapshot } = sides;
  const everyone = snapshot.roles.get(everyoneRole(snapshot.guild.id))?.permissions ?? 0n;
  const bits = (snapshot.roles.get(role)?.permissions ?? 0n) & ~everyone;
  if (bits === 0n) return [];
  if (given) return [effectOfGrant(role, bits, { target, sides })];
  return [{ who: target, channels: [], gained: 0n, lost: has(bits, "ADMINISTRATOR") ? bitsOf(["ADMINISTRATOR"]) : bits }];
}

/** What these permissions of a role give somebody. Beside ADMINISTRATOR nothing else counts. */
export function effectOfGrant(role: RoleId, granted: bigint, { target, sides }: Omit<Handed, "given">): Effect {
  const everything = has(granted, "ADMINISTRATOR");
  const roles = !everything && has(granted, "MANAGE_ROLES") ? { roles: rolesBelow(role, sides) } : {};
  return { who: target, channels: [], gained: everything ? bitsOf(["ADMINISTRATOR"]) : granted, lost: 0n, ...roles };
}
