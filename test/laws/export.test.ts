import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { checkGuild } from "../../src/drift/check-guild.ts";
import type { CheckReport } from "../../src/drift/report.ts";
import { exportPolicy } from "../../src/export/export-policy.ts";
import type { Snapshot } from "../../src/guild/snapshot.ts";
import { DANGEROUS } from "../../src/permissions/flags.ts";
import type { Policy } from "../../src/policy/policy.ts";
import { writeScalar } from "../../src/policy/write-scalar.ts";
import { GUILD, ODD_NAMES, rawGuilds, shuffled, snapshotOf, type RawGuild } from "../export/raw-guilds.ts";
import { policyOf } from "../policy/policies.ts";

const exported = (snapshot: Snapshot): string => exportPolicy({ snapshot, people: new Map() });

function checked(policy: Policy, snapshot: Snapshot): CheckReport {
  const { report } = checkGuild({
    policy,
    snapshot,
    log: { kind: "read", entries: [] },
    probes: new Map(),
    memory: null,
    start: { kind: "first" },
    now: "2026-11-20T10:00:00.000Z",
    commit: null,
    confirmMassChange: false,
  });
  return report;
}

/** What a policy may pass over: roles of bots that hold nothing dangerous and stand nowhere, and channels whose overwrites nobody knows. */
function mayBeUnmanaged({ guild, channels }: RawGuild): string[] {
  const targets = new Set(channels.flatMap((one) => (one.permission_overwrites ?? []).map(({ type, id }) => `${type}:${id}`)));
  const roles = guild.roles.filter(
    ({ id, managed, permissions }) => managed && id !== GUILD && (BigInt(permissions) & DANGEROUS) === 0n && !targets.has(`0:${id}`),
  );
  return [...roles, ...channels.filter((one) => one.permission_overwrites === null)].map(({ id }) => id);
}

/** One thing that somebody does; the id of what it is done to, or null where there is nothing to do it to. */
type Change = (raw: RawGuild, listed: ReadonlySet<string>) => string | null;
const flag = fc.nat(60).map((bit) => 1n << BigInt(bit));
const pick = <Item>(items: readonly Item[], number: number): Item | undefined => items[number % Math.max(1, items.length)];

const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(fc.nat(), flag).map(([number, bit]): Change => (raw, listed) => {
    const role = pick(
      raw.guild.roles.filter(({ id }) => listed.has(id)),
      number,
    );
    if (role === undefined) return null;
    role.permissions = String(BigInt(role.permissions) ^ bit);
    return role.id;
  }),
  fc.nat().map((number): Change => (raw, listed) => {
    const role = pick(
      raw.guild.roles.filter(({ id }) => listed.has(id) && id !== GUILD),
      number,
    );
    if (role === undefined) return null;
    role.name += "x";
    return role.id;
  }),
  fc.nat().map((number): Change => ({ channels }) => {
    const channel = pick(channels, number);
    if (channel === undefined) return null;
    channel.name += "x";
    return channel.id;
  }),
  fc.tuple(fc.nat(), fc.nat(), flag).map(([number, which, bit]): Change => ({ channels }) => {
    const channel = pick(
      channels.filter((one) => one.permission_overwrites !== null),
      number,
    );
    if (channel === undefined) return null;
    const overwrites = channel.permission_overwrites?.map((one) => ({ ...one })) ?? [];
    const overwrite = pick(overwrites, which);
    if (overwrite === undefined) overwrites.push({ id: GUILD, type: 0, allow: String(bit), deny: "0" });
    else overwrite.allow = String(BigInt(overwrite.allow) ^ bit);
    channel.permission_overwrites = overwrites;
    return channel.id;
  }),
  fc.nat().map((number): Change => ({ channels }) => {
    const channel = pick(
      channels.filter(({ type }) => type !== 4 && type !== 99),
      number,
    );
    if (channel === undefined) return null;
    channel.type = channel.type === 0 ? 5 : 0;
    return channel.id;
  }),
  fc.constant<Change>(({ guild }) => {
    guild.roles.push({ id: "190", name: "new", permissions: "0", position: 1, managed: false });
    return "190";
  }),
  fc.constant<Change>(({ channels }) => {
    channels.push({ id: "290", name: "new", type: 0, parent_id: null, position: 9, permission_overwrites: [] });
    return "290";
  }),
  fc.constant<Change>(({ guild }) => {
    guild.owner_id = "901";
    return GUILD;
  }),
  fc.constant<Change>(({ guild }) => {
    guild.mfa_level = 1 - guild.mfa_level;
    return GUILD;
  }),
);

describe("laws of export", () => {
  test("a guild never drifts from its export", () => {
    fc.assert(
      fc.property(rawGuilds, (raw) => {
        const snapshot = snapshotOf(raw);
        const report = checked(policyOf(exported(snapshot)), snapshot);
        expect(report).toMatchObject({ result: "in-line", findings: [], unchecked: [], brake: null });
        expect(report.unmanaged.map(({ id }) => id).toSorted()).toEqual(mayBeUnmanaged(raw).toSorted());
      }),
      { numRuns: 500 },
    );
  });

  test("one change after the export is found, and nothing else", () => {
    fc.assert(
      fc.property(rawGuilds, changes, (raw, change) => {
        const policy = policyOf(exported(snapshotOf(raw)));
        const listed = new Set<string>(policy.roles.map(({ id }) => id ?? ""));
        const changed = change(raw, listed);
        fc.pre(changed !== null);
        const { findings } = checked(policy, snapshotOf(raw));
        expect(findings.map(({ subject }) => subject.id)).toEqual([changed]);
      }),
      { numRuns: 300 },
    );
  });

  test("the order of roles, channels and overwrites in the answers never matters, and a second export is the same", () => {
    fc.assert(
      fc.property(rawGuilds, fc.infiniteStream(fc.nat()), (raw, seed) => {
        const first = exported(snapshotOf(raw));
        expect(exported(snapshotOf(raw))).toBe(first);
        expect(exported(snapshotOf(shuffled(raw, () => seed.next().value)))).toBe(first);
      }),
      { numRuns: 200 },
    );
  });

  test("synced stands exactly where Discord would say so", () => {
    fc.assert(
      fc.property(rawGuilds, (raw) => {
        const policy = policyOf(exported(snapshotOf(raw)));
        const written = policy.channels.filter(({ overwrites }) => overwrites?.kind === "synced").map(({ id }) => String(id));
        const sorted = (id: string | null): string =>
          JSON.stringify(
            raw.channels
              .find((one) => one.id === id)
              ?.permission_overwrites?.map(({ type, id: target, allow, deny }) => [type, target, allow, deny].join())
              .toSorted(),
          );
        const same = raw.channels.filter(
          (one) => one.parent_id !== null && one.permission_overwrites !== null && sorted(one.id) === sorted(one.parent_id),
        );
        expect(written.toSorted()).toEqual(same.map(({ id }) => id).toSorted());
      }),
      { numRuns: 300 },
    );
  });

  test("every name is a scalar that reads back, also to a reader of YAML 1.1, as a key and inside brackets", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom(...ODD_NAMES), fc.string({ unit: "binary", minLength: 1 }), fc.string({ minLength: 1 })),
        (name) => {
          const written = writeScalar(name);
          expect(written).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069\uFEFF\p{Cs}]+$/u);
          for (const version of ["1.2", "1.1"] as const) {
            const back = parse(`- ${written}\n- [${written}]\n`, { version }) as unknown;
            expect(back).toEqual([name, [name]]);
            const maps = parse(`- ${written}: 1\n- { ${written}: 1 }\n`, { version, mapAsMap: true }) as Map<string, number>[];
            expect(maps.map((map) => [...map.keys()])).toEqual([[name], [name]]);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
