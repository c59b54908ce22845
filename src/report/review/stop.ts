/** Clauses of others that may come with a full stop, where a sentence of ours goes on or ends. */

/** The clause without the full stop at its end. */
export function withoutStop(text: string): string {
  return text.replace(/\.$/, "");
}
