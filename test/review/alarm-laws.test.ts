/** Laws of the review about alarms: there is none where nobody can do more. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { effective } from "../../src/effective/effective.ts";
import type { GuildRights } from "../../src/effective/guild-rights.ts";
import type { Subject } from "../../src/effective/subject.ts";
import { bitsOf, DANGEROUS } from "../../src/permissions/flags.ts";
import { reviewTexts, short } from "./policies.ts";
import { CHANNELS, id, MEMBER, pairs, rightsOf, ROLES, textOf } from "./worlds.ts";

const COUNTS = DANGEROUS | bitsOf(["VIEW_CHANNEL"]);
const ROLE_IDS = Object.values(ROLES).map((role) => id<"role">(role));

/** Everybody that two roles, and a member's overwrite, can make. */
const SUBJECTS: readonly Subject[] = ROLE_IDS.flatMap((first) =>
  ROLE_IDS.flatMap((second): readonly Subject[] => [
    { kind: "roles", roles: [first, second] },
    { kind: "member", user: id<"user">(MEMBER), roles: [first, second], timedOut: false },
  ]),
);

function gains(before: GuildRights, after: GuildRights): boolean {
  return [null, ...Object.values(CHANNELS)].some((place) =>
    SUBJECTS.some((subject) => {
      const [old, now] = [before, after].map((guild) =>
        effective({ guild, channel: guild.channels.find((one) => one.id === place) ?? null }, subject),
      );
      if (old === undefined || now === undefined) return false;
      return (((now.computed & ~old.computed) | (now.usable & ~old.usable)) & COUNTS) !== 0n;
    }),
  );
}

test("there is no escalation where nobody can do more, whatever two roles they hold", () => {
  let seen = 0;
  fc.assert(
    fc.property(
      // Another type lets people use more of what they have.
      pairs.filter(({ base, head }) => base.hierarchy === head.hierarchy && base.type === head.type),
      ({ base, head }) => {
        if (gains(rightsOf(base), rightsOf(head))) return;
        seen += 1;
        const { changes } = reviewTexts(textOf(base), textOf(head));
        expect(changes.filter(({ escalation }) => escalation !== null).map(short)).toEqual([]);
      },
    ),
    { numRuns: 2000 },
  );

  expect(seen).toBeGreaterThan(50);
});
