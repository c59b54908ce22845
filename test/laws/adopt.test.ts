import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adoptFindings } from "../../src/adopt/adopt.ts";
import { planAdoption } from "../../src/adopt/plan.ts";
import type { Finding } from "../../src/drift/finding.ts";
import { spell } from "../../src/export/spell.ts";
import { decodeSnapshot } from "../../src/guild/decode.ts";
import type { Snapshot } from "../../src/guild/snapshot.ts";
import { applyEdits } from "../../src/policy/edit/apply.ts";
import { readPolicy } from "../../src/policy/read-policy.ts";
import { writeScalar } from "../../src/policy/write-scalar.ts";
import { FILE, findingsOf, requestFor } from "../adopt/request.ts";
import { CATEGORIES, CHANNELS, hands, ROLES, writePolicy } from "../adopt/written-policies.ts";
import { GUILD } from "../guild.ts";
import { policyOf } from "../policy/policies.ts";

const BITS = [1n << 10n, 1n << 11n, 1n << 6n, 1n << 16n, 1n << 1n, 1n << 20n, 1n << 60n];
const bits = fc.subarray(BITS).map((all) => String(all.reduce((sum, bit) => sum | bit, 0n)));

const overwrites = fc.uniqueArray(fc.record({ id: fc.constantFrom(GUILD, "101", "102", "666", "901"), allow: bits, deny: bits }), {
  selector: (one) => one.id,
  maxLength: 3,
});
const guilds = fc.record({
  everyone: bits,
  owner: fc.constantFrom("900", "901"),
  mfa: fc.constantFrom(0, 1),
  roles: fc.subarray([...ROLES, "150", "151"]),
  held: fc.array(bits, { minLength: 6, maxLength: 6 }),
  renamed: fc.boolean(),
  categories: fc.subarray([...CATEGORIES, "250"]),
  channels: fc.subarray([...CHANNELS, "260", "261"]),
  parents: fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
  lists: fc.array(overwrites, { minLength: 9, maxLength: 9 }),
  synced: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
});
type TinyGuild = typeof guilds extends fc.Arbitrary<infer Value> ? Value : never;

const roleName = (role: string): string => (Number(role) < 150 ? ("abcd"[Number(role) - 101] ?? "?") : "new: [role] #1");

function snapshotOf(one: TinyGuild): Snapshot {
  const list = (index: number): object[] => (one.lists[index] ?? []).map((all) => ({ ...all, type: all.id === "901" ? 1 : 0 }));
  const categories = one.categories.map((channel, index) => ({
    id: channel,
    name: channel === "250" ? "New & <odd>" : `c${channel}`,
    type: 4,
    parent_id: null,
    position: index,
    permission_overwrites: list(index),
  }));
  const channels = one.channels.map((channel, index) => {
    const parents = [null, ...categories];
    const parent = parents[(one.parents[index] ?? 0) % parents.length] ?? null;
    return {
      id: channel,
      name: one.renamed && index === 0 ? "other" : `c${channel}`,
      type: index === 1 ? 5 : 0,
      parent_id: parent?.id ?? null,
      position: index,
      permission_overwrites: parent !== null && one.synced[index] === true ? parent.permission_overwrites : list(index + 3),
    };
  });
  const decoded = decodeSnapshot({
    guild: {
      id: GUILD,
      name: "Tea house",
      owner_id: one.owner,
      mfa_level: one.mfa,
      roles: [
        { id: GUILD, name: "@everyone", permissions: one.everyone, position: 0, managed: false },
        ...one.roles.map((role, index) => ({
          id: role,
          name: one.renamed && index === 0 ? "Umbenannt" : roleName(role),
          permissions: one.held[index],
          position: index,
          managed: false,
        })),
      ],
    },
    channels: [...categories, ...channels],
    self: null,
  });
  if (!decoded.ok) throw new Error(decoded.problems.join(" "));
  return decoded.value;
}

const isPolicy = (text: string): boolean => readPolicy({ file: FILE, text }).ok;
const texts = hands.map(writePolicy).filter(isPolicy);
const keys = (findings: readonly Finding[]): string[] => findings.map(({ key }) => key).toSorted();

describe("adopt", () => {
  test("accepting everything and checking again is in line, and accepting again changes nothing", () => {
    fc.assert(
      fc.property(texts, guilds, (text, one) => {
        const snapshot = snapshotOf(one);
        const adoption = adoptFindings(requestFor(text, snapshot, (all) => all));
        expect([...adoption.refused]).toEqual([]);
        expect(keys(findingsOf(policyOf(adoption.text), snapshot))).toEqual([]);
        expect(adoptFindings(requestFor(adoption.text, snapshot, (all) => all)).text).toBe(adoption.text);
      }),
      { numRuns: 200 },
    );
  });

  test("accepting one finding leaves the others with the same keys", () => {
    fc.assert(
      fc.property(texts, guilds, fc.nat(), (text, one, pick) => {
        const snapshot = snapshotOf(one);
        const request = requestFor(text, snapshot, (all) =>
          all.slice(pick % Math.max(1, all.length), (pick % Math.max(1, all.length)) + 1),
        );
        const [chosen] = request.chosen;
        fc.pre(chosen !== undefined);
        const { text: next, refused } = adoptFindings(request);
        const left = keys(findingsOf(policyOf(next), snapshot));
        const gone = refused.size === 0 ? chosen : null;
        expect(left).toEqual(keys(request.findings.filter((finding) => finding !== gone)));
        expect(next === text).toBe(refused.size === 1);
        for (const why of refused.values()) expect(why).toMatch(/accept (?:that|both)|check would find|the file would have a mistake/);
      }),
      { numRuns: 300 },
    );
  });

  test("edits within the lines of an entry are those that reading the whole file each time gives", () => {
    fc.assert(
      fc.property(texts, guilds, (text, one) => {
        const { sides, chosen } = requestFor(text, snapshotOf(one), (all) => all);
        const { edits } = planAdoption(sides, chosen);
        const spelling = { spell, write: writeScalar };
        expect(applyEdits(text, edits, spelling)).toBe(edits.reduce((result, edit) => applyEdits(result, [edit], spelling), text));
      }),
      { numRuns: 150 },
    );
  });

  test("comments survive, but for those of an entry that goes", () => {
    fc.assert(
      fc.property(texts, guilds, (text, one) => {
        const request = requestFor(text, snapshotOf(one), (all) => all.filter(({ kind }) => !kind.endsWith("missing")));
        const { text: next, refused } = adoptFindings(request);
        fc.pre(refused.size === 0);
        const comments = text.match(/# (?:note|about) \d+$/gm) ?? [];
        const lost = comments.filter((comment) => !new RegExp(`${comment}$`, "m").test(next));
        expect(lost).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
