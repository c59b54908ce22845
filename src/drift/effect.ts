/** What a difference means: who can do more, and who less, than if that one thing were as agreed. */
import { shiftsOfEdit, type Edit } from "../effective/edit.ts";
import { rolesInOrder } from "../guild/order.ts";
import { has } from "../permissions/flags.ts";
import { everyoneRole, type RoleId } from "../permissions/snowflake.ts";
import { namedTarget } from "./compare-overwrites.ts";
import type { Sides } from "./field-state.ts";
import type { Effect, Named } from "./finding.ts";

/** The effect of an edit of the live guild: @everyone first, then roles in Discord's order, then members. Empty where nobody can do more or less. */
export function effectOf(edit: Edit, sides: Sides): Effect[] {
  return shiftsOfEdit(edit, sides.rights).map(({ who, channels, gained, lost }) => ({
    who: namedTarget(who, sides),
    channels: channels.map((id): Named => ({ id, name: sides.snapshot.channels.get(id)?.name ?? id })),
    gained,
    lost,
    ...(channels.length === 0 && who.type === "role" && has(gained, "MANAGE_ROLES") ? { roles: rolesBelow(who.id, sides) } : {}),
  }));
}

/** The roles that a holder of this one may hand out: those below it that no bot or integration owns (docs: topics/permissions, "Permission Hierarchy"). */
export function rolesBelow(role: RoleId, { snapshot }: Pick<Sides, "snapshot">): Named[] {
  const order = rolesInOrder(snapshot);
  const own = order.findIndex(({ id }) => id === role);
  const everyone = everyoneRole(snapshot.guild.id);
  const below = own === -1 ? [] : order.slice(own + 1).filter(({ id, managed }) => !managed && id !== everyone);
  return below.map(({ id, name }) => ({ id, name }));
}
