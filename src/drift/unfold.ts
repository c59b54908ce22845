/** Synced channels folded into their category's findings: each only into a finding of its own cause, else it has one of its own. */
import { traceField, type Known } from "./attribute.ts";
import { followerDifference } from "./compare-overwrites.ts";
import type { Difference } from "./difference.ts";
import type { Named } from "./finding.ts";
import type { StandingField } from "./memory.ts";
import { partsOf, type Part } from "./parts.ts";
import { restrict } from "./restrict.ts";

/** The parts of a difference, and those of followers that went another way. */
export function unfoldedParts(difference: Difference, known: Known): Part[] {
  const parts = partsOf(difference, known);
  const target = difference.fields[0]?.field;
  if (difference.also.length === 0 || target?.of !== "overwrite") return parts;
  const followers = difference.also.flatMap((child): Follower[] =>
    followerDifference(child.id, target.target, known.sides).map((own) => ({ child, own })),
  );
  const folded = parts.map((part) => ({ part, apart: followers.filter(({ own }) => !goesAlong(own, part, known)) }));
  return [
    ...folded.map(({ part, apart }) => withFollowers(part, { followers, apart: new Set(apart.map(({ child }) => child.id)) }, known)),
    ...followers.flatMap(({ child, own }) => {
      const cells = folded
        .filter(({ apart }) => apart.some((one) => one.child.id === child.id))
        .reduce((bits, { part }) => bits | bitsOf(part.difference), 0n);
      return cells === 0n ? [] : partsOf(within(own, cells), known);
    }),
  ];
}

interface Follower {
  readonly child: Named;
  /** What it would be told as alone. */
  readonly own: Difference;
}

function bitsOf({ granted, revoked }: Difference): bigint {
  return granted | revoked;
}

function within(own: Difference, cells: bigint): Difference {
  return restrict(
    own,
    own.fields.map((watched) => (watched.cells ?? 0n) & cells),
  ).difference;
}

function goesAlong(own: Difference, part: Part, known: Known): boolean {
  const same = within(own, bitsOf(part.difference));
  return same.fields.length === 0 || partsOf(same, known).every(({ awaits }) => awaits === part.awaits);
}

/** What awaits rollout in them has to be known to the next run as well. */
function withFollowers(
  part: Part,
  { followers, apart }: { followers: readonly Follower[]; apart: ReadonlySet<string> },
  known: Known,
): Part {
  const { difference } = part;
  const along = followers.filter(({ child }) => part.awaits && !apart.has(child.id));
  const kept = along.flatMap(({ own }) =>
    within(own, bitsOf(difference)).fields.flatMap((watched) => awaitedIn(traceField(watched, known).standing)),
  );
  const also = difference.also.filter(({ id }) => !apart.has(id));
  return { ...part, difference: { ...difference, also }, kept: [...part.kept, ...kept] };
}

function awaitedIn(standing: StandingField): StandingField[] {
  return standing.awaits === undefined ? [] : [{ ...standing, away: 0n, links: [] }];
}
