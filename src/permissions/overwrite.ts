/** A channel's allow and deny for one role or member, and what a change of it grants and revokes. */
import type { RoleId, UserId } from "./snowflake.ts";

/** Whom an overwrite is for. */
export type OverwriteTarget = { readonly type: "role"; readonly id: RoleId } | { readonly type: "member"; readonly id: UserId };

/** The two bit sets of an overwrite as stored. A bit in neither is neutral; in both, allow wins (discord-api-docs #2527). */
export interface OverwriteBits {
  readonly allow: bigint;
  readonly deny: bigint;
}

export interface Overwrite extends OverwriteBits {
  readonly target: OverwriteTarget;
}

/** What an absent overwrite grants: the same as an empty one. */
export const NEUTRAL: OverwriteBits = { allow: 0n, deny: 0n };

/** A key for maps: one overwrite per target and channel. */
export function targetKey(target: OverwriteTarget): string {
  return `${target.type}:${target.id}`;
}

/** The same overwrite with no bit in both sets: allow wins. */
export function settled({ allow, deny }: OverwriteBits): OverwriteBits {
  return { allow, deny: deny & ~allow };
}

/** What rose and what fell on deny < neutral < allow when `before` became `after`. A role's permissions are an overwrite without deny. */
export function difference(before: OverwriteBits, after: OverwriteBits): { readonly granted: bigint; readonly revoked: bigint } {
  const from = settled(before);
  const to = settled(after);
  return {
    granted: (to.allow & ~from.allow) | (from.deny & ~to.deny & ~from.allow),
    revoked: (from.allow & ~to.allow) | (to.deny & ~from.deny & ~to.allow),
  };
}
