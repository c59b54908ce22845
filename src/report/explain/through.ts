/** Which steps decide about one permission. */
import type { Explained } from "../../effective/effective.ts";
import type { Step } from "../../effective/step.ts";

/** The steps that touch the permission, and those after which nothing else counts. */
export function stepsAbout({ steps }: Pick<Explained, "steps">, bit: bigint): readonly Step[] {
  return steps.filter(({ from, allow, deny }) => ((allow | deny) & bit) !== 0n || from.kind === "owner" || from.kind === "administrator");
}

/**
 * Through what a subject has the permission: all that gave it after it was last taken. For one without it: what took it last; empty where nothing ever
 * gave it.
 */
export function throughOf({ steps, usable }: Explained, bit: bigint): readonly Step[] {
  const taken = steps.findLastIndex(({ deny }) => (deny & bit) !== 0n);
  if ((usable & bit) === 0n) return steps.slice(taken, taken + 1);
  const unbound = steps.filter(({ from }) => from.kind === "owner" || from.kind === "administrator");
  return unbound.length > 0 ? unbound : steps.slice(taken + 1).filter(({ allow }) => (allow & bit) !== 0n);
}
