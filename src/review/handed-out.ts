/** The roles that whoever gains Manage Roles can hand out, as far as the policy says which stand below. */
import type { Named } from "../drift/finding.ts";
import type { Shift } from "../effective/difference.ts";
import { has } from "../permissions/flags.ts";
import type { Names } from "./names.ts";
import type { Scene } from "./scene.ts";

/**
 * By the `hierarchy` of the head, highest first; null where the shift is of something else, and where the list does not name the role. Which of them a bot or
 * an integration owns no policy says.
 */
export function handedOut({ who, channels, gained }: Shift, { head, everyone }: Scene, names: Names): Named[] | null {
  if (who.type !== "role" || channels.length > 0 || !has(gained, "MANAGE_ROLES")) return null;
  const order = (head.policy.hierarchy?.roles ?? []).flatMap((handle) => head.index.role(handle)?.id ?? []);
  const own = order.indexOf(who.id);
  return own === -1 ? null : order.slice(own + 1).flatMap((id) => (id === everyone ? [] : [names.role(id)]));
}
