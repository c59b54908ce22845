/** Dangerous permissions in the words of Discord's settings. */
import { clientLabel } from "../permissions/client-labels.ts";
import { ESCALATING, has, isFlagName, namesOf } from "../permissions/flags.ts";

const MOST = 3;

/** `Administrator`, `Manage Roles, Kick Members and 2 more`: what leads to everything first. */
export function labelsOfDanger(bits: bigint, page: "role" | "channel"): string {
  if (has(bits, "ADMINISTRATOR")) return "Administrator";
  const names = [...namesOf(bits & ESCALATING), ...namesOf(bits & ~ESCALATING)];
  // The one label with a comma in it would read as several.
  const labels = names.map((name) => (isFlagName(name) ? (clientLabel(name, page).split(",")[0] ?? name) : name));
  const shown = labels.length > MOST ? [...labels.slice(0, MOST - 1), `${labels.length - MOST + 1} more`] : labels;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}
