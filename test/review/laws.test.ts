/** Laws of the review, for random pairs of policies. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { effective } from "../../src/effective/effective.ts";
import type { ChannelRights, GuildRights } from "../../src/effective/guild-rights.ts";
import type { Subject } from "../../src/effective/subject.ts";
import { bitsOf, DANGEROUS, has } from "../../src/permissions/flags.ts";
import type { PolicyChange, PolicyReview } from "../../src/review/review.ts";
import { reviewTexts } from "./policies.ts";
import { CHANNELS, id, MEMBER, pairs, rightsOf, ROLES, textOf, worlds } from "./worlds.ts";

const MOVING = /^(?:role\.(?:permissions|added|removed|members)|overwrite\.\w+|channel\.type)$/;
const ADMINISTRATOR = bitsOf(["ADMINISTRATOR"]);

test("a policy against itself has no effect", () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const text = textOf(world);
      expect(reviewTexts(text, text)).toEqual({ result: "no-effect", changes: [], effect: [], brokenRules: [], notes: [] });
    }),
  );
});

/** What moved, by object; the name of a thing that went on one side is what came on the other. */
function moved(review: PolicyReview): Map<string, { readonly granted: bigint; readonly revoked: bigint }> {
  const bits = review.changes.filter(
    ({ kind, target }) => kind === "role.permissions" || (kind.startsWith("overwrite.") && target?.id !== "C"),
  );
  return new Map(
    bits.map(({ kind, subject, target, granted, revoked }) => [`${kind.split(".")[0]} ${subject.id} ${target?.id}`, { granted, revoked }]),
  );
}

test("the way back grants what was revoked, and revokes what was granted", () => {
  fc.assert(
    fc.property(pairs, ({ base, head }) => {
      const [there, back] = [moved(reviewTexts(textOf(base), textOf(head))), moved(reviewTexts(textOf(head), textOf(base)))];
      const turned = [...back].map(([key, { granted, revoked }]) => [key, { granted: revoked, revoked: granted }] as const);
      expect(there).toEqual(new Map(turned));
    }),
  );
});

test("where no change moves permissions nobody can do more or less", () => {
  let silent = 0;
  fc.assert(
    fc.property(pairs, ({ base, head }) => {
      const review = reviewTexts(textOf(base), textOf(head));
      if (review.changes.some(({ kind }) => MOVING.test(kind))) return;
      silent += 1;
      expect(review.effect).toEqual([]);
    }),
    { numRuns: 300 },
  );
  expect(silent).toBeGreaterThan(0);
});

const keyOf = ({ kind, subject, target }: PolicyChange): string => `${kind} ${subject.id} ${target?.id}`;

const escalationsOf = ({ changes }: PolicyReview): string[] => changes.filter(({ escalation }) => escalation !== null).map(keyOf);

test("an escalation stays one beside other changes", () => {
  let seen = 0;
  fc.assert(
    fc.property(pairs, ({ base, head }) => {
      const alone = escalationsOf(reviewTexts(textOf(base), textOf(head)));
      const more = {
        roles: '  More: { id: "150", permissions: [CHANGE_NICKNAME] }\n',
        channels: '  more: { id: "250", overwrites: {} }\n',
        rest: 'rules: { more: { permissions: [VIEW_AUDIT_LOG], only: [A, B, More, "@everyone"] } }\nx-more: 1\n',
      };
      const together = reviewTexts(textOf(base), textOf(head, more));
      seen += alone.length;
      expect(escalationsOf(together)).toEqual(expect.arrayContaining(alone));
      expect(together.result === "escalation" || alone.length === 0).toBe(true);
    }),
  );
  expect(seen).toBeGreaterThan(0);
});

const IDS_OF_NAMES = new Map<string, string>([
  ["C", ROLES.C],
  ["d", CHANNELS.d],
]);
const realId = (shown: string): string => IDS_OF_NAMES.get(shown) ?? shown;
const SUBJECTS: readonly (readonly [string, Subject])[] = [
  ...Object.values(ROLES).map((role) => [role, { kind: "role", role: id<"role">(role) }] as const),
  [MEMBER, { kind: "member-overwrite", user: id<"user">(MEMBER) }],
];

function shiftIn(guilds: readonly [GuildRights, GuildRights], channel: string | null, subject: Subject): { gained: bigint; lost: bigint } {
  const [old, now] = guilds.map((guild) => {
    const place: ChannelRights | null = channel === null ? null : (guild.channels.find((one) => one.id === channel) ?? null);
    return effective({ guild, channel: place }, subject).usable;
  }) as [bigint, bigint];
  return { gained: now & ~old, lost: old & ~now };
}

test("the effect of all changes is what every role can do in every channel, before and after", () => {
  let told = 0;
  fc.assert(
    fc.property(pairs, ({ base, head }) => {
      const { effect } = reviewTexts(textOf(base), textOf(head));
      const guilds = [rightsOf(base), rightsOf(head)] as const;
      const claims = new Map<string, { gained: bigint; lost: bigint }>();
      for (const { who, channels, gained, lost } of effect) {
        for (const place of channels.length === 0 ? [null] : channels.map((channel) => realId(channel.id))) {
          const key = `${realId(who.id)} ${place}`;
          const known = claims.get(key) ?? { gained: 0n, lost: 0n };
          claims.set(key, { gained: known.gained | gained, lost: known.lost | lost });
          told += 1;
        }
      }
      for (const [who, subject] of SUBJECTS) {
        const claimed = (place: string | null, by = who): { gained: bigint; lost: bigint } =>
          claims.get(`${by} ${place}`) ?? { gained: 0n, lost: 0n };
        const nothingMore = shiftIn(guilds, null, subject);
        // No claim is wrong.
        expect(claimed(null).gained & ~nothingMore.gained).toBe(0n);
        expect(claimed(null).lost & ~nothingMore.lost).toBe(0n);
        for (const channel of Object.values(CHANNELS)) {
          const actual = shiftIn(guilds, channel, subject);
          expect(claimed(channel).gained & ~actual.gained).toBe(0n);
          expect(claimed(channel).lost & ~actual.lost).toBe(0n);
          if (channel === CHANNELS.k) continue;
          // Nothing is left out: it is told here, of everyone, or of the whole server, where Administrator is everything.
          const all = [claimed(channel), claimed(null), claimed(channel, ROLES["@everyone"]), claimed(null, ROLES["@everyone"])];
          const gained = all.reduce((bits, claim) => bits | claim.gained, 0n);
          const lost = all.reduce((bits, claim) => bits | claim.lost, 0n);
          if (((gained | lost) & ADMINISTRATOR) !== 0n) continue;
          expect(actual.gained & ~gained).toBe(0n);
          expect(actual.lost & ~lost).toBe(0n);
        }
      }
    }),
    { numRuns: 400 },
  );
  expect(told).toBeGreaterThan(0);
});

test("whatever dangerous anybody gains, and whoever sees what was private, makes it an escalation", () => {
  let seen = 0;
  fc.assert(
    // Another type lets people use more of what they have, and gives nobody anything.
    fc.property(
      pairs.filter(({ base, head }) => base.type === head.type),
      ({ base, head }) => {
        const guilds = [rightsOf(base), rightsOf(head)] as const;
        const everyone: Subject = { kind: "role", role: id<"role">(ROLES["@everyone"]) };
        const dangerous = SUBJECTS.some(([, subject]) =>
          Object.values(CHANNELS).some((channel) => {
            const { gained } = shiftIn(guilds, channel, subject);
            const place = guilds[0].channels.find((one) => one.id === channel) ?? null;
            const wasPrivate = !has(effective({ guild: guilds[0], channel: place }, everyone).usable, "VIEW_CHANNEL");
            return (gained & DANGEROUS) !== 0n || (wasPrivate && has(gained, "VIEW_CHANNEL"));
          }),
        );
        if (!dangerous) return;
        seen += 1;
        expect(reviewTexts(textOf(base), textOf(head)).result).toBe("escalation");
      },
    ),
    { numRuns: 2000 },
  );
  expect(seen).toBeGreaterThan(0);
});
