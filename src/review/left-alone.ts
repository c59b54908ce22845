/** What a policy does not list and does not miss either. */
import type { Policy } from "../policy/policy.ts";

/** Whether nobody has to delete a role (by its name) or channel (by its path) that the policy does not list any more: it is not looked at. */
export function isLeftAlone(kind: "roles" | "channels", text: string, { manage, ignore }: Policy): boolean {
  return manage[kind] === "listed" || ignore.some((pattern) => pattern.kind === kind && pattern.matches(text));
}
