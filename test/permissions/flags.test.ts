import { PermissionFlagsBits } from "discord-api-types/v10";
import { describe, expect, test } from "vitest";
import {
  bitsOf,
  DANGEROUS,
  ESCALATING,
  FLAG_NAMES,
  has,
  namesOf,
  parseBitfield,
  parsePermission,
  printBitfield,
  unionOf,
} from "../../src/permissions/flags.ts";

/** KickMembers -> KICK_MEMBERS, SendTTSMessages -> SEND_TTS_MESSAGES. */
function documentedName(pascal: string): string {
  return pascal
    .replaceAll(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "_")
    .toUpperCase()
    .replace("USE_V_A_D", "USE_VAD");
}

/** Kept by the package beside the new name of the same bit. */
const RENAMED = "ManageEmojisAndStickers";

describe("permission flags", () => {
  test("the table is the documented list, bit by bit", () => {
    const documented = Object.entries(PermissionFlagsBits).filter(([name]) => name !== RENAMED);
    expect(Object.fromEntries(FLAG_NAMES.map((name) => [name, parsePermission(name)]))).toEqual(
      Object.fromEntries(documented.map(([name, bit]) => [documentedName(name), bit])),
    );
    expect(FLAG_NAMES).toHaveLength(52);
  });

  test("all documented bits together are 2^53 - 1 without bit 47", () => {
    expect(bitsOf(FLAG_NAMES)).toBe(8_866_461_766_385_663n);
  });

  test("names come in the order of their bits, unknown ones as BIT_n", () => {
    expect(namesOf((1n << 127n) | (1n << 53n) | (1n << 47n) | (1n << 28n) | 1n)).toEqual([
      "CREATE_INSTANT_INVITE",
      "MANAGE_ROLES",
      "BIT_47",
      "BIT_53",
      "BIT_127",
    ]);
    expect(namesOf(0n)).toEqual([]);
  });

  test("a set has the same names however many others were named meanwhile, and nobody can change them", () => {
    const names = namesOf(10n);
    for (let bits = 0n; bits < 10_000n; bits += 1n) namesOf(bits);
    expect(namesOf(10n)).toEqual(["KICK_MEMBERS", "ADMINISTRATOR"]);
    expect([names, namesOf(0n)].map((list) => Object.isFrozen(list))).toEqual([true, true]);
  });

  test("BIT_n may also name a documented bit", () => {
    expect(parsePermission("BIT_3")).toBe(8n);
    expect(namesOf(bitsOf(["BIT_3"]))).toEqual(["ADMINISTRATOR"]);
  });

  test.each([
    "",
    "administrator",
    "Administrator",
    "BIT_",
    "BIT_-1",
    "BIT_03",
    "BIT_128",
    "BIT_1e1",
    "BIT_1000",
    "toString",
    "__proto__",
    " ADMINISTRATOR",
    3,
    null,
    {},
  ])("%j is no permission", (name) => {
    expect(parsePermission(name)).toBeNull();
  });

  test("a name that is no name adds nothing", () => {
    expect(bitsOf(["SPEAK", "BIT_500"])).toBe(1n << 21n);
  });

  test.each([
    ["0", 0n],
    ["8", 8n],
    ["999999999999999", 999_999_999_999_999n],
    ["9007199254740993", 9_007_199_254_740_993n],
    ["340282366920938463463374607431768211455", 2n ** 128n - 1n],
    [0, 0n],
    [1024, 1024n],
  ])("the bitfield %j is read exactly", (value, bits) => {
    expect(parseBitfield(value)).toBe(bits);
  });

  test.each([
    "",
    "-1",
    "08",
    "1.0",
    "0x8",
    "1e3",
    " 8",
    "8\n",
    "many",
    "340282366920938463463374607431768211456",
    "9".repeat(10_000),
    -1,
    0.5,
    2 ** 53,
    Number.NaN,
    null,
    undefined,
    true,
    [8],
    { bits: 8 },
  ])("%j is no bitfield", (value) => {
    expect(parseBitfield(value)).toBeNull();
  });

  test("a set is printed as Discord writes it", () => {
    expect(printBitfield(9_007_199_254_740_993n)).toBe("9007199254740993");
  });

  test("a union has what any of the sets has", () => {
    expect(unionOf([1n, 8n, 9n])).toBe(9n);
    expect(unionOf([])).toBe(0n);
  });

  test("dangerous is Discord's two-factor list with mentions and timeouts", () => {
    expect(namesOf(DANGEROUS)).toEqual([
      "KICK_MEMBERS",
      "BAN_MEMBERS",
      "ADMINISTRATOR",
      "MANAGE_CHANNELS",
      "MANAGE_GUILD",
      "MANAGE_MESSAGES",
      "MENTION_EVERYONE",
      "MANAGE_ROLES",
      "MANAGE_WEBHOOKS",
      "MANAGE_GUILD_EXPRESSIONS",
      "MANAGE_THREADS",
      "MODERATE_MEMBERS",
      "VIEW_CREATOR_MONETIZATION_ANALYTICS",
    ]);
  });

  test("what escalates is dangerous", () => {
    expect(ESCALATING & ~DANGEROUS).toBe(0n);
    expect(namesOf(ESCALATING)).toHaveLength(5);
  });

  test("holding a flag is holding its own bit", () => {
    expect(has(8n, "ADMINISTRATOR")).toBe(true);
    expect(has(8n, "KICK_MEMBERS")).toBe(false);
  });
});
