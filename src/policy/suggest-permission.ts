/** "Did you mean" for permissions: typos, PascalCase, and what Discord's own settings pages call them. */
import { flagOfLabel } from "../permissions/client-labels.ts";
import { FLAG_NAMES } from "../permissions/flags.ts";
import { closest } from "./suggest.ts";

/** The documented name that was probably meant. A label counts before a typo: "Manage Permissions" is MANAGE_ROLES. */
export function suggestPermission(text: string): string | undefined {
  return flagOfLabel(text) ?? closest(text, FLAG_NAMES);
}
