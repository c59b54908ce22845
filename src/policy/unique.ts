/** Finds what may stand in the policy once only: ids, names, targets. */
import type { Span } from "./node.ts";
import type { Mistakes } from "./mistakes.ts";

/** Something that is there once, with its place. */
interface Claim {
  readonly key: string;
  readonly span: Span;
  /** Whose it is, for the message about a second one. */
  readonly owner: string;
}

/** Remembers claims; a second one for the same key is reported with both places. */
export interface Register {
  readonly claim: (claim: Claim) => void;
}

/** An empty register for one kind of thing. `sentence` gets the first claim's owner. */
export function registerOf(code: string, sentence: (key: string, owner: string) => string, mistakes: Mistakes): Register {
  const claims = new Map<string, Claim>();
  return {
    claim(claim) {
      const first = claims.get(claim.key);
      if (first === undefined) {
        claims.set(claim.key, claim);
        return;
      }
      const related = { span: first.span, message: "first used here" };
      mistakes.add({ code, span: claim.span, message: sentence(claim.key, first.owner), related });
    },
  };
}
