/** A permission by what a person writes: the documented name, the words of Discord's settings, or BIT_n. */
import { flagOfLabel } from "../permissions/client-labels.ts";
import { namesOf, parsePermission } from "../permissions/flags.ts";
import { suggestPermission } from "../policy/suggest-permission.ts";
import type { AskedPermission } from "../report/explain/answer.ts";
import { PLAIN } from "../report/words/voice.ts";
import { CannotCheck } from "./cannot-check.ts";

/** Throws CannotCheck for what is no permission, with the one that was probably meant. */
export function findPermission(text: string): AskedPermission {
  const bit = parsePermission(text.trim().toUpperCase()) ?? parsePermission(flagOfLabel(text));
  const [name] = namesOf(bit ?? 0n);
  if (bit !== null && name !== undefined) return { name, bit };
  const near = suggestPermission(text);
  const hint = near === undefined ? " Write it as Discord's documentation does, like VIEW_CHANNEL." : ` Did you mean ${near}?`;
  throw new CannotCheck(`--permission ${PLAIN.name(text)}: Discord has no such permission.${hint}`);
}
