/** Effective permissions of one subject in one place, alone or with the steps that explain them. */
import { compute } from "./algorithm.ts";
import type { Place } from "./guild-rights.ts";
import type { Step } from "./step.ts";
import { holderOf, type Subject } from "./subject.ts";
import { usableOf } from "./usable.ts";

export interface Effective {
  /** By Discord's documented algorithm. */
  readonly computed: bigint;
  /** What of it can be used there. */
  readonly usable: bigint;
}

export interface Explained extends Effective {
  /** In order; replayed they give `usable`. */
  readonly steps: readonly Step[];
}

function run(place: Place, subject: Subject, steps: Step[] | null): Effective {
  const holder = holderOf(place.guild, subject);
  const computed = compute(place, holder, steps);
  return { computed: computed.bits, usable: usableOf(computed, { channel: place.channel, timedOut: holder.timedOut }, steps) };
}

/** The subject's permissions in a channel, or on the guild level where the place has no channel. */
export function effective(place: Place, subject: Subject): Effective {
  return run(place, subject, null);
}

/** The same, and which role or overwrite gave or took which permission, in order. */
export function explain(place: Place, subject: Subject): Explained {
  const steps: Step[] = [];
  return { ...run(place, subject, steps), steps };
}
