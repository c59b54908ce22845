import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commandPermissionsIn } from "../../src/audit/command-permissions.ts";
import { decodeAuditPage } from "../../src/audit/decode.ts";
import { overwritesIn, overwriteTargetOf } from "../../src/audit/overwrites.ts";
import { handedRoles } from "../../src/audit/roles.ts";
import { decodeSnapshot } from "../../src/guild/decode.ts";
import { sightOf } from "../../src/guild/sight.ts";
import type { Snapshot } from "../../src/guild/snapshot.ts";
import { flagOfLabel } from "../../src/permissions/client-labels.ts";
import { bitsOf, namesOf, parseBitfield, parsePermission, printBitfield } from "../../src/permissions/flags.ts";
import { difference, NEUTRAL, settled, type OverwriteBits } from "../../src/permissions/overwrite.ts";
import { parseOverwrite } from "../../src/permissions/parse-overwrite.ts";
import { compareSnowflakes, isSnowflake, snowflakeOfTime, timeOfSnowflake, type Snowflake } from "../../src/permissions/snowflake.ts";

const bits = fc.bigInt({ min: 0n, max: 2n ** 128n - 1n });
const overwrite: fc.Arbitrary<OverwriteBits> = fc.record({ allow: bits, deny: bits });
const snowflake = fc
  .bigInt({ min: 0n, max: 2n ** 64n - 1n })
  .map(String)
  .filter((text): text is Snowflake => isSnowflake(text));

/** Any JSON, with the odd spellings that break readers mixed in. */
const json = fc.oneof(fc.jsonValue(), fc.constantFrom("__proto__", "-1", "1e3", "9".repeat(100), Number.MAX_VALUE, null, {}, []));

const root = join(import.meta.dirname, "../golden/audit");
const readJson = (path: string): unknown => JSON.parse(readFileSync(join(root, path), "utf8"));
const entries = readdirSync(root, { withFileTypes: true })
  .filter((item) => item.isDirectory())
  .map(({ name }) => readJson(join(name, "entry.json")));
const page = { ...(readJson("page.json") as object), audit_log_entries: entries };

const guildId = "81384788765712384";
const live = {
  guild: {
    id: guildId,
    name: "Harbour",
    owner_id: "1",
    mfa_level: 0,
    roles: [
      { id: guildId, name: "@everyone", permissions: "1024", position: 0, managed: false },
      { id: "1201000000000000102", name: "Moderator", permissions: "8", position: 1, managed: false },
    ],
  },
  channels: [
    {
      id: "1202000000000000201",
      type: 0,
      name: "chat",
      parent_id: null,
      permission_overwrites: [{ id: guildId, type: 0, allow: "0", deny: "1024" }],
    },
  ],
  self: { user: { id: "1102000000000000099" }, roles: ["1201000000000000102"] },
};

/** Every path to a value inside, the value itself first. */
function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  const inside =
    typeof value === "object" && value !== null ? Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key])) : [];
  return [path, ...inside];
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (String(index) === key ? replaced(item, rest, by) : item));
  const object = value as Record<string, unknown>;
  return { ...object, [key]: replaced(object[key], rest, by) };
}

/** Valid values in which one to three places hold something else. */
function mutated<Value>(valid: Value): fc.Arbitrary<Value> {
  const change = fc.tuple(fc.constantFrom(...pathsOf(valid).slice(1)), json);
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    let value: unknown = valid;
    for (const [path, by] of changes) {
      if (pathsOf(value).some((known) => known.join("/") === path.join("/"))) value = replaced(value, path, by);
    }
    return value as Value;
  });
}

function readWholly(answer: unknown): number {
  const decoded = decodeAuditPage(answer);
  for (const entry of decoded.entries) {
    handedRoles(entry);
    commandPermissionsIn(entry);
    overwriteTargetOf(entry);
    for (const change of entry.changes) overwritesIn(change.new);
  }
  return decoded.entries.length + decoded.problems.length;
}

function idsIn(snapshot: Snapshot): unknown {
  sightOf(snapshot);
  return { roles: [...snapshot.roles.keys()], channels: [...snapshot.channels.keys()] };
}

function idsSent({ guild, channels }: typeof live): unknown {
  const visible = channels.filter(({ type }) => type < 10 || type > 12);
  return { roles: [...new Set(guild.roles.map(({ id }) => id))], channels: [...new Set(visible.map(({ id }) => id))] };
}

describe("decode never throws", () => {
  test("whatever JSON stands in for a page of the log", () => {
    fc.assert(
      fc.property(json, json, json, (answer, list, other) => {
        readWholly(answer);
        readWholly({ audit_log_entries: [list, { id: "1", changes: list, options: other, reason: other }], users: other, webhooks: list });
      }),
    );
  });

  test("whatever is wrong in a valid page, and no entry is lost without a word", () => {
    fc.assert(
      fc.property(mutated(page), (answer) => {
        expect(readWholly(answer)).toBeGreaterThanOrEqual(Array.isArray(answer.audit_log_entries) ? answer.audit_log_entries.length : 1);
      }),
      { numRuns: 300 },
    );
  });

  test("whatever JSON stands in for the live guild", () => {
    fc.assert(
      fc.property(json, json, json, (guild, channels, self) => {
        decodeSnapshot({ guild, channels, self });
        decodeSnapshot({ guild: { ...live.guild, roles: guild }, channels: [channels, self], self: { user: guild, roles: self } });
      }),
    );
  });

  test("whatever is wrong in a valid guild, and no role or channel is lost without a word", () => {
    fc.assert(
      fc.property(mutated(live), (answers) => {
        const result = decodeSnapshot(answers);
        const found = result.ok ? idsIn(result.value) : result.problems.length > 0;
        expect(found).toEqual(result.ok ? idsSent(answers) : true);
      }),
      { numRuns: 300 },
    );
  });

  test("whatever JSON stands in for a name, a bitfield, an id or an overwrite", () => {
    fc.assert(
      fc.property(json, (value) => {
        for (const read of [parsePermission, parseBitfield, parseOverwrite, isSnowflake]) read(value);
        flagOfLabel(JSON.stringify(value));
      }),
    );
  });
});

describe("permission sets", () => {
  test("names round-trip", () => {
    fc.assert(
      fc.property(bits, (set) => {
        expect(bitsOf(namesOf(set))).toBe(set);
      }),
    );
  });

  test("printed sets are read back", () => {
    fc.assert(
      fc.property(bits, (set) => {
        expect(parseBitfield(printBitfield(set))).toBe(set);
      }),
    );
  });
});

describe("snowflakes", () => {
  test("their order is the order of the integers", () => {
    fc.assert(
      fc.property(snowflake, snowflake, (left, right) => {
        const distance = BigInt(left) - BigInt(right);
        expect(Math.sign(compareSnowflakes(left, right))).toBe(distance < 0n ? -1 : Number(distance > 0n));
      }),
    );
  });

  test("a later id is never of an earlier moment, and the id of a moment is the first of it", () => {
    fc.assert(
      fc.property(snowflake, (id) => {
        const first = snowflakeOfTime(timeOfSnowflake(id));
        expect(compareSnowflakes(first, id)).toBeLessThanOrEqual(0);
        expect(timeOfSnowflake(first)).toBe(timeOfSnowflake(id));
      }),
    );
  });
});

/** -1 deny, 0 neutral, 1 allow, for each bit; allow wins. */
function level({ allow, deny }: OverwriteBits, bit: bigint): number {
  if ((allow >> bit) & 1n) return 1;
  return (deny >> bit) & 1n ? -1 : 0;
}

describe("overwrites", () => {
  test("nothing differs from itself, settled or not", () => {
    fc.assert(
      fc.property(overwrite, (value) => {
        expect(difference(value, value)).toEqual({ granted: 0n, revoked: 0n });
        expect(difference(value, settled(value))).toEqual({ granted: 0n, revoked: 0n });
      }),
    );
  });

  test("settling twice is settling once, and leaves no bit on both sides", () => {
    fc.assert(
      fc.property(overwrite, (value) => {
        const once = settled(value);
        expect(settled(once)).toEqual(once);
        expect(once.allow & once.deny).toBe(0n);
      }),
    );
  });

  test("granted is exactly what rose on deny < neutral < allow, and revoked what fell", () => {
    fc.assert(
      fc.property(overwrite, overwrite, fc.bigInt({ min: 0n, max: 127n }), (before, after, bit) => {
        const { granted, revoked } = difference(before, after);
        const rise = level(after, bit) - level(before, bit);
        expect([(granted >> bit) & 1n, (revoked >> bit) & 1n]).toEqual([rise > 0 ? 1n : 0n, rise < 0 ? 1n : 0n]);
      }),
    );
  });

  test("the way back grants what the way there revoked", () => {
    fc.assert(
      fc.property(overwrite, overwrite, (before, after) => {
        const there = difference(before, after);
        expect(difference(after, before)).toEqual({ granted: there.revoked, revoked: there.granted });
      }),
    );
  });

  test("from nothing, an overwrite grants what it allows and revokes what it denies", () => {
    fc.assert(
      fc.property(overwrite, (value) => {
        const { allow, deny } = settled(value);
        expect(difference(NEUTRAL, value)).toEqual({ granted: allow, revoked: deny });
      }),
    );
  });
});
