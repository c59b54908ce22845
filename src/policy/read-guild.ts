/** Reads what concerns the guild as a whole: `version`, `guild`, `owner`, `require-2fa`. */
import { readBoolean, readId } from "./scalars.ts";
import type { Fields } from "./fields.ts";
import type { Span } from "./node.ts";
import type { Mistakes } from "./mistakes.ts";
import type { Policy } from "./policy.ts";
import type { GuildId, UserId } from "../permissions/snowflake.ts";

/** The version of the language that this reader knows. */
export const VERSION = "1";

/** Reports a missing version, and one of another language. `start` is where the file begins. */
export function checkVersion(fields: Fields, start: Span, mistakes: Mistakes): void {
  const value = fields.get("version")?.value;
  if (value === undefined) {
    mistakes.add({ code: "no-version", span: start, message: `the policy says no version; begin it with \`version: ${VERSION}\`` });
    return;
  }
  if (value.kind === "scalar" && value.type === "number" && Number(value.text) === Number(VERSION)) return;
  const message = `this version reads the policy language ${VERSION} only, written as \`version: ${VERSION}\``;
  mistakes.add({
    code: "wrong-version",
    span: value.span,
    message,
    suggest: () => (value.kind === "scalar" && value.text === VERSION ? VERSION : undefined),
  });
}

/** The guild that the policy is for, or null after a report. */
export function readGuild(fields: Fields, start: Span, mistakes: Mistakes): Policy["guild"] | null {
  const entry = fields.get("guild");
  if (entry === undefined) {
    const message = 'the policy does not say for which server it is; add `guild: "<server id>"`';
    mistakes.add({ code: "no-guild", span: start, message });
    return null;
  }
  const id: GuildId | null = readId<"guild">(entry, "a server", mistakes);
  return id === null ? null : { id, at: entry.key.span.at };
}

/** Who owns the guild, where the policy says so. */
export function readOwner(fields: Fields, mistakes: Mistakes): Policy["owner"] {
  const entry = fields.get("owner");
  if (entry === undefined) return null;
  const id: UserId | null = readId<"user">(entry, "the owner", mistakes);
  return id === null ? null : { id, at: entry.key.span.at };
}

/** Whether moderation needs two-factor login, where the policy says so. */
export function readTwoFactor(fields: Fields, mistakes: Mistakes): Policy["requireTwoFactor"] {
  const entry = fields.get("require-2fa");
  if (entry === undefined) return null;
  const value = readBoolean(entry, mistakes);
  return value === null ? null : { value, at: entry.key.span.at };
}
