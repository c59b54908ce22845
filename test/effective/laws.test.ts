/** Laws of the engine on random guilds: against the plain second implementation, against discord.js, and matrix against algorithm. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DOCUMENTED } from "../../src/effective/algorithm.ts";
import { effective, explain } from "../../src/effective/effective.ts";
import type { GuildRights, Place } from "../../src/effective/guild-rights.ts";
import { cellOf, permissionMatrix } from "../../src/effective/matrix.ts";
import type { Subject } from "../../src/effective/subject.ts";
import { has } from "../../src/permissions/flags.ts";
import { discordChannel, discordGuild, discordMember } from "./discord-js.ts";
import { EVERYONE, guilds, subjects } from "./guilds.ts";
import { reference } from "./reference.ts";

const wild = guilds({ width: 128, impossible: true });
const real = guilds({ width: 60, impossible: false });

const placesOf = (guild: GuildRights): readonly Place[] => [null, ...guild.channels].map((channel) => ({ guild, channel }));

interface Cell extends Extract<Subject, { kind: "roles" }> {
  readonly place: Place;
  readonly channel: number;
  readonly role: number;
}

/** All roles in all channels, by the algorithm. */
function cells(guild: GuildRights): readonly Cell[] {
  return guild.channels.flatMap((channel, at) =>
    guild.roles.map(({ id }, number) => ({ place: { guild, channel }, channel: at, role: number, kind: "roles" as const, roles: [id] })),
  );
}

describe("effective permissions", () => {
  test("are those of the plain second implementation, for every subject in every place", () => {
    fc.assert(
      fc.property(wild, subjects, (guild, subject) => {
        for (const place of placesOf(guild)) expect(effective(place, subject)).toEqual(reference(place, subject));
      }),
      { numRuns: 150 },
    );
  });

  test("follow from their own steps, replayed in order", () => {
    fc.assert(
      fc.property(wild, subjects, (guild, subject) => {
        for (const place of placesOf(guild)) {
          const { steps, ...result } = explain(place, subject);
          expect(steps.reduce((held, { allow, deny }) => (held & ~deny) | allow, 0n)).toBe(result.usable);
          expect(result).toEqual(effective(place, subject));
        }
      }),
    );
  });

  test("never shrink when a role gets ADMINISTRATOR", () => {
    fc.assert(
      fc.property(wild, subjects, (guild, subject) => {
        const roles = guild.roles.map((role) => ({ ...role, permissions: role.permissions | 8n }));
        for (const place of placesOf(guild)) {
          const before = effective(place, subject);
          const after = effective({ ...place, guild: { ...guild, roles } }, subject);
          expect(before.computed & ~after.computed).toBe(0n);
          expect(before.usable & ~after.usable).toBe(0n);
        }
      }),
    );
  });

  test("have nothing usable that is not computed", () => {
    fc.assert(
      fc.property(wild, subjects, (guild, subject) => {
        for (const place of placesOf(guild)) {
          const { computed, usable } = effective(place, subject);
          expect(usable & ~computed).toBe(0n);
          expect(usable & ~DOCUMENTED).toBe(computed & ~DOCUMENTED);
        }
      }),
    );
  });
});

/** Whether one of the roles, or @everyone, has ADMINISTRATOR. */
function isAdministrator(guild: GuildRights, roles: readonly string[]): boolean {
  return guild.roles.some(({ id, permissions }) => has(permissions, "ADMINISTRATOR") && (id === EVERYONE || roles.includes(id)));
}

/** What discord.js would answer if it looked for ADMINISTRATOR where the docs do. */
function asDocumented(theirs: bigint | undefined, isUnbound: boolean): bigint | undefined {
  return isUnbound ? DOCUMENTED : theirs;
}

describe("the matrix", () => {
  for (const width of [53, 64, 128]) {
    test(`is the algorithm cell by cell with sets of ${width} bits`, () => {
      fc.assert(
        fc.property(guilds({ width, impossible: true }), (guild) => {
          const matrix = permissionMatrix(guild);
          for (const { place, channel, role, ...subject } of cells(guild)) {
            const cell = { channel, role };
            expect({ computed: cellOf(matrix.computed, matrix, cell), usable: cellOf(matrix.usable, matrix, cell) }).toEqual(
              effective(place, subject),
            );
          }
        }),
        { numRuns: 150 },
      );
    });
  }
});

/**
 * Two differences were found, and ours is the documented one in both:
 * - `permissionsFor(role)` looks for ADMINISTRATOR in the role alone. But who holds the role holds @everyone too, and the docs' base is the union.
 * - For owners and administrators discord.js answers its list of known bits. Ours has the documented ones, and keeps set bits that nobody knows.
 */
describe("discord.js", () => {
  test("agrees on every role in every channel", () => {
    fc.assert(
      fc.property(real, (guild) => {
        const peer = discordGuild(guild);
        for (const { place, role, ...subject } of cells(guild)) {
          const theirs = discordChannel(peer, place.channel?.id ?? "").permissionsFor(guild.roles[role]?.id ?? EVERYONE, true)?.bitfield;
          const { computed } = effective(place, subject);
          const isUnbound = isAdministrator(guild, subject.roles);
          expect(isUnbound ? computed & DOCUMENTED : computed).toBe(asDocumented(theirs, isUnbound));
        }
      }),
    );
  });

  test("agrees on roles with ADMINISTRATOR of their own", () => {
    fc.assert(
      fc.property(real, (guild) => {
        const peer = discordGuild(guild);
        const administrators = cells(guild).filter(({ roles: [own] }) =>
          guild.roles.some(({ id, permissions }) => id === own && has(permissions, "ADMINISTRATOR")),
        );
        for (const { place, roles, ...cell } of administrators) {
          const theirs = discordChannel(peer, place.channel?.id ?? "").permissionsFor(roles[0] ?? EVERYONE, true)?.bitfield;
          expect(effective(place, { ...cell, roles }).computed & DOCUMENTED).toBe(theirs);
        }
      }),
    );
  });

  test("agrees on every member in every channel", () => {
    fc.assert(
      fc.property(real, subjects, (guild, subject) => {
        fc.pre(subject.kind === "member");
        const peer = discordGuild(guild);
        const member = discordMember(peer, subject);
        for (const channel of guild.channels) {
          const theirs = discordChannel(peer, channel.id).permissionsFor(member, true).bitfield;
          const { computed } = effective({ guild, channel }, subject);
          const isUnbound = subject.user === guild.ownerId || isAdministrator(guild, subject.roles);
          expect(isUnbound ? computed & DOCUMENTED : computed).toBe(theirs);
        }
      }),
    );
  });
});
