/** What hangs on an object that was missing because nobody had made it yet: once it is there, the rest of the rollout is still to be done. */
import type { Field, FieldValue } from "../audit/link.ts";
import type { Binding } from "./bind.ts";
import { keyOf } from "./difference.ts";
import type { Sides } from "./field-state.ts";
import type { History } from "./history.ts";
import { rolloutKey } from "./rollout-key.ts";

/** Whether the field is of, or speaks of, a role or channel of which the last run said that it awaits rollout. */
export function wasAwaited(
  { field, desired }: { readonly field: Field; readonly desired: FieldValue },
  { keys }: Pick<History, "keys">,
  sides: Pick<Sides, "binding">,
): boolean {
  if (keys.size === 0) return false;
  return idsOf(field, desired).some((one) => isAwaitedObject(one, { keys }, sides.binding));
}

/** Whether the last run said of a listed object that somebody has still to make it. */
export function isAwaitedObject({ type, id }: ObjectId, { keys }: Pick<History, "keys">, { roleOfId, channelOfId }: Binding): boolean {
  const bound = type === "role" ? roleOfId.get(id) : channelOfId.get(id);
  if (bound === undefined) return false;
  const handle = "path" in bound.listed ? bound.listed.path : bound.listed.handle;
  return [id, handle].some((one) => keys.has(rolloutKey(keyOf({ kind: `${type}.missing`, subject: { type, id: one, name: "" } }))));
}

export interface ObjectId {
  readonly type: "role" | "channel";
  readonly id: string;
}

function idsOf(field: Field, desired: FieldValue): ObjectId[] {
  switch (field.of) {
    case "guild":
      return [];
    case "role":
      return [{ type: "role", id: field.id }];
    case "member":
      return [{ type: "role", id: field.role }];
    case "channel":
      return [field.id, ...(field.part === "parent" && typeof desired === "string" ? [desired] : [])].map((id) => ({
        type: "channel",
        id,
      }));
    case "overwrite":
      return [{ type: "channel", id: field.id }, ...(field.target.type === "role" ? [{ type: "role", id: field.target.id } as const] : [])];
  }
}
