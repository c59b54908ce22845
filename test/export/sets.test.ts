import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chooseSets } from "../../src/export/choose-sets.ts";
import { spell, spellSet } from "../../src/export/spell.ts";
import { bitsOf, parsePermission, type PermissionName } from "../../src/permissions/flags.ts";

const READ = ["VIEW_CHANNEL", "READ_MESSAGE_HISTORY"] as const;
const WRITE = ["SEND_MESSAGES", "ADD_REACTIONS", "EMBED_LINKS", "ATTACH_FILES"] as const;
const MODERATE = ["KICK_MEMBERS", "BAN_MEMBERS", "MODERATE_MEMBERS"] as const;
const listsOf = (...lists: readonly (readonly PermissionName[])[]): bigint[] => lists.map(bitsOf);

const length = (items: readonly string[]): number => items.join(", ").length;
const sizeOf = (bits: bigint): number => bits.toString(2).replaceAll("0", "").length;

/** `name: items`, as the file has them. */
function setsOf(lists: readonly bigint[], everyone = 0n): string[] {
  const sets = chooseSets(lists, everyone);
  return sets.map((set) => `${set.name}: ${spellSet(set, sets).join(" ")}`);
}

describe("sets of an export", () => {
  test("what nobody shares makes no set", () => {
    expect(setsOf(listsOf([...READ, ...WRITE], MODERATE, ["SPEAK"]))).toEqual([]);
  });

  test("two lists that share two names are not worth one", () => {
    expect(setsOf(listsOf(READ, READ))).toEqual([]);
  });

  test("lists that share a topic share a set of its name", () => {
    const lists = listsOf([...READ, "SPEAK"], [...READ, "STREAM"], [...READ, "CONNECT"], [...MODERATE, "STREAM"], [...MODERATE, "SPEAK"]);
    expect(setsOf([...lists, ...lists])).toEqual([
      "read: VIEW_CHANNEL READ_MESSAGE_HISTORY",
      "moderate: KICK_MEMBERS BAN_MEMBERS MODERATE_MEMBERS",
    ]);
  });

  test("a set holds another one where it is larger by it", () => {
    const lists = listsOf(READ, READ, READ, READ, READ, [...READ, ...WRITE], [...READ, ...WRITE, "CONNECT"], [...READ, ...WRITE, "STREAM"]);
    expect(setsOf(lists)).toEqual([
      "read: VIEW_CHANNEL READ_MESSAGE_HISTORY",
      "write: $read ADD_REACTIONS SEND_MESSAGES EMBED_LINKS ATTACH_FILES",
    ]);
  });

  test("what every member may do is called so", () => {
    const member = ["CHANGE_NICKNAME", "CREATE_INSTANT_INVITE", "USE_EXTERNAL_APPS", "SEND_POLLS", "STREAM", "PRIORITY_SPEAKER"] as const;
    const lists = Array.from({ length: 6 }, () => bitsOf(member));
    expect(setsOf(lists, bitsOf(member))).toEqual([expect.stringMatching(/^member: /)]);
    expect(setsOf(lists, 0n)).toEqual([expect.stringMatching(/^set-1: /)]);
  });

  test("no set hides ADMINISTRATOR or what this version has no name for, and ADMINISTRATOR stands first", () => {
    const lists = Array.from({ length: 9 }, () => bitsOf(["ADMINISTRATOR", "BIT_60", "BIT_61", ...MODERATE]));
    const sets = chooseSets(lists, 0n);
    expect(spell(lists[0] ?? 0n, sets)).toEqual(["ADMINISTRATOR", "$moderate", "BIT_60", "BIT_61"]);
  });

  test("every list is spelled as exactly what it holds, and never longer than without sets", () => {
    const list = fc
      .array(fc.bigInt({ min: 0n, max: 2n ** 54n }), { maxLength: 3 })
      .map((bits) => bits.reduce((all, some) => all & some, 2n ** 54n - 1n));
    const alike = fc.tuple(fc.array(list, { maxLength: 12 }), list).map(([lists, shared]) => lists.map((bits) => bits | shared));
    fc.assert(
      fc.property(alike, list, (lists, everyone) => {
        const sets = chooseSets(lists, everyone);
        const bitsOfSet = new Map<string, bigint>();
        const read = (items: readonly string[]): bigint =>
          items.reduce(
            (all, item) => all | (item.startsWith("$") ? (bitsOfSet.get(item.slice(1)) ?? -1n) : (parsePermission(item) ?? -1n)),
            0n,
          );
        for (const set of sets.toSorted((left, right) => sizeOf(left.bits) - sizeOf(right.bits)))
          bitsOfSet.set(set.name, read(spellSet(set, sets)));
        expect(bitsOfSet).toEqual(new Map(sets.map(({ name, bits }) => [name, bits])));
        expect(lists.map((bits) => read(spell(bits, sets)))).toEqual(lists);
        const short =
          lists.reduce((sum, bits) => sum + length(spell(bits, sets)), 0) + sets.reduce((sum, set) => sum + length(spellSet(set, sets)), 0);
        expect(short).toBeLessThanOrEqual(lists.reduce((sum, bits) => sum + length(spell(bits, [])), 0));
      }),
      { numRuns: 300 },
    );
  });
});
