/** Laws of rules, exceptions, listed members and the order of roles, on random guilds and policies. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeAuditPage } from "../../src/audit/decode.ts";
import { checkGuild, type Checked, type CheckInput } from "../../src/drift/check-guild.ts";
import { isEvent, type Finding } from "../../src/drift/finding.ts";
import type { MemberReading, PersonReading } from "../../src/drift/member-reading.ts";
import { parseMemory } from "../../src/drift/parse-memory.ts";
import { printMemory } from "../../src/drift/print-memory.ts";
import { decodeSnapshot } from "../../src/guild/decode.ts";
import { rolesInOrder } from "../../src/guild/order.ts";
import type { Snapshot } from "../../src/guild/snapshot.ts";
import type { Policy, PolicyChannel, PolicyException, PolicyRole, PolicyRule, PolicyTarget } from "../../src/policy/policy.ts";
import { GUILD, id } from "../guild.ts";

const NOW = "2026-11-20T10:00:00.000Z";
const at = { line: 1, column: 1 };
const ROLES = ["101", "102", "103", "104"];
const CHANNELS = ["201", "202", "203"];
const PEOPLE = ["901", "902", "903"];
/** Few permissions, so that they meet: ADMINISTRATOR, VIEW_CHANNEL, SEND_MESSAGES, MENTION_EVERYONE, BAN_MEMBERS, an unknown one. */
const BITS = [1n << 3n, 1n << 10n, 1n << 11n, 1n << 17n, 1n << 2n, 1n << 60n];
const bits = fc.subarray(BITS).map((set) => set.reduce((all, bit) => all | bit, 0n));

interface World {
  everyone: bigint;
  roles: { id: string; permissions: bigint; position: number; managed: boolean }[];
  channels: { id: string; type: number; parent: string | null; overwrites: { id: string; type: 0 | 1; allow: bigint; deny: bigint }[] }[];
  /** Who holds which roles. */
  people: Record<string, string[]>;
}

const overwrites = fc.uniqueArray(
  fc.record({ id: fc.constantFrom(GUILD, ...ROLES, ...PEOPLE), allow: bits, deny: bits }).map((one) => ({
    ...one,
    type: PEOPLE.includes(one.id) ? (1 as const) : (0 as const),
    deny: one.deny & ~one.allow,
  })),
  { selector: (one) => one.id, maxLength: 4 },
);
const worlds: fc.Arbitrary<World> = fc.record({
  everyone: bits,
  roles: fc.tuple(
    ...ROLES.map((role) => fc.record({ id: fc.constant(role), permissions: bits, position: fc.nat(4), managed: fc.boolean() })),
  ),
  channels: fc.tuple(
    ...CHANNELS.map((channel, index) =>
      fc.record({
        id: fc.constant(channel),
        type: fc.constant(index === 0 ? 4 : 0),
        parent: index === 1 ? fc.constant("201") : fc.constant(null),
        overwrites,
      }),
    ),
  ),
  people: fc.record(Object.fromEntries(PEOPLE.map((person) => [person, fc.subarray(ROLES)]))),
});

function snapshotOf({ everyone, roles, channels }: World): Snapshot {
  const decoded = decodeSnapshot({
    guild: {
      id: GUILD,
      name: "Tea house",
      owner_id: "900",
      mfa_level: 0,
      roles: [{ id: GUILD, name: "@everyone", permissions: String(everyone), position: 0 }, ...roles].map((role) => ({
        name: `r${role.id}`,
        ...role,
        permissions: String(role.permissions),
      })),
    },
    channels: channels.map((channel, index) => ({
      id: channel.id,
      name: `c${channel.id}`,
      type: channel.type,
      parent_id: channel.parent,
      position: index,
      permission_overwrites: channel.overwrites.map((one) => ({ ...one, allow: String(one.allow), deny: String(one.deny) })),
    })),
    self: null,
  });
  if (!decoded.ok) throw new Error(decoded.problems.join(" "));
  return decoded.value;
}

function readingOf({ people }: World): MemberReading {
  const known = Object.entries(people).map(
    ([person, roles]) => [id<"user">(person), { kind: "known", name: person, roles: roles.map((role) => id<"role">(role)) }] as const,
  );
  const counts = ROLES.map((role) => [id<"role">(role), Object.values(people).filter((held) => held.includes(role)).length] as const);
  return { counts: { kind: "known", of: new Map(counts) }, people: new Map<ReturnType<typeof id<"user">>, PersonReading>(known) };
}

/** What a policy has besides the state that it describes. */
interface Extras {
  rules: PolicyRule[];
  exceptions: PolicyException[];
}

const target: fc.Arbitrary<PolicyTarget> = fc.oneof(
  fc.constantFrom(...ROLES, "@everyone").map((handle): PolicyTarget => ({ kind: "role", handle })),
  fc.constantFrom(...PEOPLE).map((person): PolicyTarget => ({ kind: "member", id: id(person) })),
  fc.constantFrom("777").map((role): PolicyTarget => ({ kind: "role-id", id: id(role) })),
);
const rule = fc.record({
  permissions: bits,
  mode: fc.constantFrom("only" as const, "never" as const),
  holders: fc.array(target, { maxLength: 3 }),
  channels: fc.option(fc.subarray(CHANNELS).map((paths) => paths.map((glob) => ({ glob, matches: (path: string) => path === glob, at })))),
  severity: fc.constantFrom(null, "low" as const),
  reason: fc.constantFrom(null, "because"),
  at: fc.constant(at),
});
const exception = fc.record({
  holder: target,
  channel: fc.option(fc.constantFrom(...CHANNELS)),
  allow: bits,
  until: fc.constantFrom("2026-11-19", "2026-11-20"),
  reason: fc.constant("agreed"),
  at: fc.constant(at),
});
const extras: fc.Arbitrary<Extras> = fc.record({
  rules: fc.array(rule, { maxLength: 3 }).map((all) => all.map((one, index) => ({ ...one, name: `rule ${index}` }))),
  exceptions: fc.array(exception, { maxLength: 3 }).map((all) => all.map((one, index) => ({ ...one, name: `exception ${index}` }))),
});

/** The policy that says exactly what is there: with all members, and the order of all roles. */
function policyOf(world: World, { rules, exceptions }: Extras): Policy {
  const snapshot = snapshotOf(world);
  const roles = [...snapshot.roles.values()].map((role): PolicyRole => {
    const everyone = role.id === GUILD;
    const ids = PEOPLE.filter((person) => (world.people[person] ?? []).includes(role.id)).map((person) => id<"user">(person));
    return {
      handle: everyone ? "@everyone" : role.id,
      id: everyone ? null : role.id,
      name: role.name,
      permissions: { kind: "exact", bits: role.permissions, at },
      members: everyone ? null : { ids, at },
      at,
    };
  });
  const channels = [...snapshot.channels.values()].map((channel): PolicyChannel => ({
    handle: channel.id,
    path: channel.id,
    id: channel.id,
    name: channel.name,
    type: null,
    category: channel.type === "category",
    parent: channel.parent,
    overwrites: {
      kind: "exact",
      at,
      list: [...(channel.overwrites?.values() ?? [])].map((one) => ({
        target: one.target.type === "role" ? { kind: "role-id", id: one.target.id } : { kind: "member", id: one.target.id },
        allow: one.allow,
        deny: one.deny,
        at,
      })),
    },
    at,
  }));
  return {
    file: "permissions.yaml",
    guild: { id: id(GUILD), at },
    owner: null,
    requireTwoFactor: null,
    manage: { roles: "all", channels: "all", managedRoles: "rules" },
    roles,
    channels,
    ignore: [],
    hierarchy: { roles: rolesInOrder(snapshot).map((role) => (role.id === GUILD ? "@everyone" : role.id)), at },
    rules,
    exceptions,
  };
}

function check(policy: Policy, world: World, over: Partial<CheckInput> = {}): Checked {
  return checkGuild({
    policy,
    snapshot: snapshotOf(world),
    members: readingOf(world),
    log: { kind: "read", entries: [] },
    probes: new Map(),
    memory: null,
    start: { kind: "first" },
    now: NOW,
    commit: null,
    confirmMassChange: true,
    ...over,
  });
}

const stateOf = ({ report }: Checked): readonly Finding[] =>
  report.findings.filter((finding) => finding.kind !== "rule.broken" && !isEvent(finding));
const brokenIn = ({ report }: Checked): string[] => report.findings.filter(({ kind }) => kind === "rule.broken").map(({ key }) => key);

/** One thing that somebody does, and the finding that it should give where it makes a difference. */
interface Change {
  readonly apply: (world: World) => void;
  readonly finding: RegExp;
}

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(fc.nat(ROLES.length - 1), bits).map(([index, permissions]): Change => ({
    apply: ({ roles }) => {
      Object.assign(roles[index] ?? {}, { permissions });
    },
    finding: new RegExp(`^role\\.permissions/role:${ROLES[index]}$`),
  })),
  fc.tuple(fc.nat(ROLES.length - 1), fc.nat(5)).map(([index, position]): Change => ({
    apply: ({ roles }) => {
      Object.assign(roles[index] ?? {}, { position });
    },
    finding: /^role\.hierarchy\/role:\d+$/,
  })),
  fc.tuple(fc.constantFrom(...PEOPLE), fc.constantFrom(...ROLES)).map(([person, role]): Change => ({
    apply: ({ people }) => {
      const held = people[person] ?? [];
      people[person] = held.includes(role) ? held.filter((one) => one !== role) : [...held, role];
    },
    finding: new RegExp(`^role\\.members/role:${role}$`),
  })),
  fc
    .tuple(fc.nat(CHANNELS.length - 1), fc.constantFrom(GUILD, ...ROLES, ...PEOPLE), bits, bits)
    .map(([index, whom, allow, deny]): Change => ({
      apply: ({ channels }) => {
        const channel = channels[index];
        if (channel === undefined) return;
        const rest = channel.overwrites.filter((one) => one.id !== whom);
        channel.overwrites = [...rest, { id: whom, type: PEOPLE.includes(whom) ? 1 : 0, allow, deny: deny & ~allow }];
      },
      finding: new RegExp(`^overwrite\\.(changed|unexpected)/channel:${CHANNELS[index]}/\\w+:${whom}$`),
    })),
);

const copy = (world: World): World => structuredClone(world);

describe("laws of judging", () => {
  test("a guild that is as its policy says has no finding but broken rules, and all exceptions are stale", () => {
    fc.assert(
      fc.property(worlds, extras, (world, more) => {
        const checked = check(policyOf(world, more), world);
        expect(stateOf(checked)).toEqual([]);
        expect(checked.report.unchecked).toEqual([]);
        expect(checked.report.exceptions.map(({ state }) => state)).toEqual(more.exceptions.map(() => "stale"));
      }),
      { numRuns: 200 },
    );
  });

  test("one change gives exactly the finding that it should, where nothing tolerates it; who holds a role, and its place, break no rule", () => {
    fc.assert(
      fc.property(worlds, extras, change, (world, { rules }, { apply, finding }) => {
        const policy = policyOf(world, { rules, exceptions: [] });
        const changed = copy(world);
        apply(changed);
        const keys = stateOf(check(policy, changed)).map(({ key }) => key);
        expect(keys.length).toBeLessThanOrEqual(1);
        expect(keys.filter((key) => !finding.test(key))).toEqual([]);
        // Nothing but permissions breaks a rule.
        const same = keys.every((key) => /^role\.(members|hierarchy)/.test(key)) ? changed : world;
        expect(brokenIn(check(policy, same)).toSorted()).toEqual(brokenIn(check(policy, world)).toSorted());
      }),
      { numRuns: 400 },
    );
  });

  test("a change makes a difference exactly where it should: one bit more or less of a role is one finding with that bit", () => {
    fc.assert(
      fc.property(worlds, fc.nat(ROLES.length - 1), fc.constantFrom(...BITS), (world, index, bit) => {
        const policy = policyOf(world, { rules: [], exceptions: [] });
        const changed = copy(world);
        const role = changed.roles[index];
        if (role === undefined) throw new Error("there is such a role");
        role.permissions ^= bit;
        const [finding, ...rest] = stateOf(check(policy, changed));
        expect(rest).toEqual([]);
        expect((finding?.granted ?? 0n) | (finding?.revoked ?? 0n)).toBe(bit);
      }),
      { numRuns: 150 },
    );
  });

  test("an exception takes away exactly the grants that it allows, for its holder, and no broken rule", () => {
    fc.assert(
      fc.property(worlds, extras, change, (world, { rules, exceptions }, { apply }) => {
        const changed = copy(world);
        apply(changed);
        const [without, under] = [[], exceptions].map((all) => check(policyOf(world, { rules, exceptions: all }), changed));
        if (without === undefined || under === undefined) throw new Error("there are two");
        expect(brokenIn(under)).toEqual(brokenIn(without));
        const before = new Map(stateOf(without).map((finding) => [finding.key, finding]));
        for (const finding of stateOf(under)) {
          const known = before.get(finding.key);
          expect(known?.revoked).toBe(finding.revoked);
          expect((known?.granted ?? 0n) & finding.granted).toBe(finding.granted);
        }
        const allowed = exceptions.filter(({ until }) => until >= "2026-11-20").reduce((all, { allow }) => all | allow, 0n);
        const left = new Map(stateOf(under).map((finding) => [finding.key, finding.granted]));
        for (const [key, { granted }] of before) expect(granted & ~(left.get(key) ?? 0n) & ~allowed).toBe(0n);
        const used = under.report.exceptions.filter(({ state }) => state === "used").length;
        expect(used === 0).toBe(JSON.stringify(stateOf(under).map(textOf)) === JSON.stringify(stateOf(without).map(textOf)));
      }),
      { numRuns: 400 },
    );
  });

  test("the order of anything in the answers never matters", () => {
    fc.assert(
      fc.property(fc.tuple(worlds, worlds), extras, fc.infiniteStream(fc.nat()), ([agreed, found], more, seed) => {
        const mix = <Item>(items: readonly Item[]): Item[] =>
          items
            .map((item) => ({ item, by: seed.next().value }))
            .toSorted((left, right) => left.by - right.by)
            .map(({ item }) => item);
        const policy = policyOf(agreed, more);
        const other: World = {
          everyone: found.everyone,
          roles: mix(found.roles),
          channels: found.channels.map((channel) => ({ ...channel, overwrites: mix(channel.overwrites) })),
          people: Object.fromEntries(mix(Object.entries(found.people)).map(([person, roles]) => [person, mix(roles)])),
        };
        const snapshot = snapshotOf(other);
        const mixed: Snapshot = { ...snapshot, channels: new Map(mix([...snapshot.channels])) };
        const reading = readingOf(other);
        const members: MemberReading = { ...reading, people: new Map(mix([...reading.people])) };
        const [left, right] = [check(policy, found), check(policy, other, { snapshot: mixed, members })];
        expect(right.report.findings).toEqual(left.report.findings);
        expect(right.report.exceptions).toEqual(left.report.exceptions);
        expect(right.report.unchecked).toEqual(left.report.unchecked);
        expect(right.memory).toEqual(left.memory);
      }),
      { numRuns: 200 },
    );
  });

  test("whatever the entries say, the check does not throw, its keys are unique, and a second run finds the same", () => {
    const entry = fc.record({
      action_type: fc.constantFrom(25, 20, 31, 14),
      target: fc.constantFrom(...PEOPLE, ...ROLES, ...CHANNELS),
      roles: fc.subarray(ROLES),
      key: fc.constantFrom("$add", "$remove", "permissions", "allow"),
      value: bits,
    });
    fc.assert(
      fc.property(fc.tuple(worlds, worlds), extras, fc.array(entry, { maxLength: 8 }), ([agreed, found], more, raw) => {
        const { entries } = decodeAuditPage({
          audit_log_entries: raw.map(({ action_type, target: on, roles, key, value }, index) => ({
            id: String(1000 + index),
            action_type,
            user_id: "901",
            target_id: on,
            options: { id: "102", type: "0" },
            changes: [{ key, new_value: key.startsWith("$") ? roles.map((role) => ({ id: role, name: role })) : String(value) }],
          })),
          users: [],
        });
        const policy = policyOf(agreed, more);
        const first = check(policy, found, { log: { kind: "read", entries } });
        const keys = first.report.findings.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        if (first.memory === null) throw new Error("a log that was read gives a memory");
        expect(parseMemory(printMemory(first.memory).text, id(GUILD), "2040-01-01T00:00:00.000Z")).toEqual({
          ok: true,
          memory: first.memory,
        });
        const again = check(policy, found, { log: { kind: "read", entries }, memory: first.memory, start: { kind: "continued" } });
        expect(standing(again)).toEqual(standing(first));
      }),
      { numRuns: 300 },
    );
  });
});

function standing({ report }: Checked): string[] {
  return report.findings.filter((finding) => !isEvent(finding)).map(({ key, severity }) => `${key} ${severity}`);
}

function textOf({ key, granted, revoked }: Finding): string {
  return `${key} ${granted} ${revoked}`;
}
