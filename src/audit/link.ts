/** What one entry did to the fields that a policy speaks of: from which value to which. */
import type { OverwriteTarget } from "../permissions/overwrite.ts";
import type { ChannelId, RoleId, UserId } from "../permissions/snowflake.ts";
import type { EntryHead } from "./entry.ts";

/** A field of the guild with one value that changes over time. */
export type Field =
  | { readonly of: "guild"; readonly part: "owner" | "mfa" }
  | { readonly of: "role"; readonly id: RoleId; readonly part: "exists" | "name" | "permissions" }
  | { readonly of: "channel"; readonly id: ChannelId; readonly part: "exists" | "name" | "type" | "parent" }
  /** Whether a member holds a role. */
  | { readonly of: "member"; readonly id: UserId; readonly role: RoleId; readonly part: "holds" }
  | { readonly of: "overwrite"; readonly id: ChannelId; readonly target: OverwriteTarget; readonly part: "allow" | "deny" };

/** Bit sets are bigint, everything else is a word; null is "there is none". Existence, and holding a role, is "yes" or null. */
export type FieldValue = bigint | string | null;

/** One entry's effect on one field. */
export interface Link {
  readonly entry: EntryHead;
  readonly field: Field;
  /** Undefined where the entry does not say. */
  readonly from: FieldValue | undefined;
  readonly to: FieldValue;
  /** The entry only makes it likely: it does not name this field (a migration by Discord, a category's change copied into its channels). */
  readonly weak: boolean;
}

/** A field's name in maps and in the memory. */
export function fieldKey(field: Field): string {
  switch (field.of) {
    case "guild":
      return `guild/${field.part}`;
    case "role":
    case "channel":
      return `${field.of}:${field.id}/${field.part}`;
    case "member":
      return `member:${field.id}/${field.role}`;
    case "overwrite":
      return `overwrite:${field.id}/${field.target.type}:${field.target.id}/${field.part}`;
  }
}
