/** The matrix: its shape, its memory, and the corners that random guilds seldom reach. */
import { describe, expect, test } from "vitest";
import { DOCUMENTED } from "../../src/effective/algorithm.ts";
import { cellOf, permissionMatrix } from "../../src/effective/matrix.ts";
import { bitsOf } from "../../src/permissions/flags.ts";
import { aChannel, aGuild, ALICE, DELETED, EVERYONE, forMember, forRole, MODERATOR, MUTED } from "./guilds.ts";

const MODERATORS = { channel: 0, role: 1 };

describe("the matrix", () => {
  test("has the guild's roles and channels in the guild's order", () => {
    const channel = aChannel("text");
    const { roles, channels } = permissionMatrix(aGuild({}, channel));
    expect({ roles, channels }).toEqual({ roles: [EVERYONE, MODERATOR, MUTED], channels: [channel.id] });
  });

  test("keeps computed and usable sets of 64 bits, one after the other", () => {
    const matrix = permissionMatrix(aGuild({ everyone: ["VIEW_CHANNEL"], moderator: ["SPEAK"] }, aChannel("text"), aChannel("voice")));
    const [view, speak] = [bitsOf(["VIEW_CHANNEL"]), bitsOf(["SPEAK"])];
    expect([...matrix.computed[0].sets]).toEqual([view, view | speak, view, view, view | speak, view]);
    expect([...matrix.usable[0].sets]).toEqual([view, view, view, view, view, view]);
    expect(matrix.computed).toHaveLength(1);
  });

  test("takes a second lane for a bit beyond 63, of a role or an overwrite", () => {
    const far = permissionMatrix(aGuild({ moderator: ["BIT_64"] }, aChannel("text", forRole(MODERATOR, ["BIT_127"], []))));
    expect(far.computed).toHaveLength(2);
    expect(cellOf(far.usable, far, MODERATORS)).toBe(bitsOf(["BIT_64", "BIT_127"]));
    const denied = permissionMatrix(aGuild({}, aChannel("text", forRole(MODERATOR, [], ["BIT_64"]))));
    expect(cellOf(denied.computed, denied, MODERATORS)).toBe(0n);
  });

  test("gives an administrator's far bits back", () => {
    const matrix = permissionMatrix(aGuild({ moderator: ["ADMINISTRATOR"] }, aChannel("text", forRole(MODERATOR, ["BIT_90"], []))));
    expect(cellOf(matrix.computed, matrix, MODERATORS)).toBe(DOCUMENTED | bitsOf(["BIT_90"]));
  });

  test("keeps bits 31, 32 and 63, where words end", () => {
    const ends = bitsOf(["BIT_31", "BIT_32", "BIT_63"]);
    const matrix = permissionMatrix(aGuild({}, aChannel("text", forRole(EVERYONE, ["BIT_31", "BIT_32", "BIT_63"], []))));
    expect(cellOf(matrix.computed, matrix, MODERATORS)).toBe(ends);
  });

  test("ignores members' overwrites and those of deleted roles", () => {
    const matrix = permissionMatrix(aGuild({}, aChannel("text", forMember(ALICE, ["SPEAK"], []), forRole(DELETED, ["SPEAK"], []))));
    expect([...matrix.computed[0].sets]).toEqual([0n, 0n, 0n]);
  });

  test("leaves nothing of one channel to the next", () => {
    const matrix = permissionMatrix(
      aGuild({}, aChannel("text", forRole(EVERYONE, ["SPEAK"], []), forRole(MUTED, ["STREAM"], [])), aChannel("text")),
    );
    expect([...matrix.computed[0].sets]).toEqual(
      [0n, 0n, bitsOf(["STREAM"]), 0n, 0n, 0n].map((bits, cell) => (cell < 3 ? bits | bitsOf(["SPEAK"]) : bits)),
    );
  });

  test("works where @everyone is not among the roles, but has an overwrite", () => {
    const guild = aGuild({ moderator: ["SPEAK"] }, aChannel("text", forRole(EVERYONE, ["STREAM"], [])));
    const matrix = permissionMatrix({ ...guild, roles: guild.roles.slice(1) });
    expect(cellOf(matrix.computed, matrix, { channel: 0, role: 0 })).toBe(bitsOf(["SPEAK", "STREAM"]));
  });

  test("of a guild without channels or without roles is empty", () => {
    const guild = aGuild({}, aChannel("text"));
    expect(permissionMatrix({ ...guild, channels: [] }).computed[0].sets).toHaveLength(0);
    expect(permissionMatrix({ ...guild, roles: [] }).usable[0].sets).toHaveLength(0);
  });
});
