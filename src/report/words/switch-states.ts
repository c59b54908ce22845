/** The three states of a switch on a channel's Permissions page, by what the policy agrees to. */
import type { Finding } from "../../drift/finding.ts";
import type { OverwriteBits } from "../../permissions/overwrite.ts";

export interface SwitchState {
  /** The switches to be set so. */
  readonly bits: bigint;
  /** As Discord's client draws it, with a word for it. */
  readonly sign: string;
}

/** What differs, by the state in which it should be. */
export function switchStates({ granted, revoked, desired }: Finding): readonly SwitchState[] {
  const touched = granted | revoked;
  const agreed: OverwriteBits = desired?.kind === "overwrite" ? desired : { allow: 0n, deny: 0n };
  const states = [
    { bits: touched & agreed.allow, sign: "✓ (allowed)" },
    { bits: touched & agreed.deny & ~agreed.allow, sign: "✗ (denied)" },
    { bits: touched & ~agreed.allow & ~agreed.deny, sign: "/ (neither)" },
  ];
  return states.filter(({ bits }) => bits !== 0n);
}
