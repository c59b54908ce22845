import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeAuditPage } from "../../src/audit/decode.ts";
import { checkGuild } from "../../src/drift/check-guild.ts";
import { isEvent } from "../../src/drift/finding.ts";
import { moveCursor, type Memory } from "../../src/drift/memory.ts";
import { parseMemory } from "../../src/drift/parse-memory.ts";
import { printMemory } from "../../src/drift/print-memory.ts";
import { aGuild, GUILD, id, policyText, type TestGuild } from "../guild.ts";
import { policyOf } from "../policy/policies.ts";
import { answers, bits, inputOf, NOW, overwrites, policyFrom, rawOf, snapshotOf } from "./raw-guilds.ts";

/** Things that people do, each by the same hand in every world. */
const FLAGS = ["KICK_MEMBERS", "ADMINISTRATOR", "SPEAK"];
const flags = fc.subarray(FLAGS);
type Act = (tea: TestGuild, made: Set<string>) => void;
const someone = fc.constantFrom("alice", "bob", "mallory");
const overwriteSpot = fc.record({
  channel: fc.constantFrom("204", "205"),
  target: fc.constantFrom(GUILD, "102"),
  allow: flags,
  deny: flags,
});
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.tuple(someone, fc.constantFrom("102", "103"), flags).map(([who, role, permissions]): Act => (tea) => {
    tea.by(who).updateRole(role, { permissions });
  }),
  fc.tuple(someone, flags, fc.constantFrom("Mod", "mods")).map(([who, permissions, name]): Act => (tea) => {
    tea.by(who).updateRole("102", { permissions, name });
  }),
  fc.tuple(someone, overwriteSpot).map(([who, { channel, target, allow, deny }]): Act => (tea) => {
    tea.by(who).setOverwrite(channel, { id: target, type: "role", allow, deny: deny.filter((flag) => !allow.includes(flag)) });
  }),
  fc.tuple(someone, fc.boolean()).map(([who, add]): Act => (tea) => {
    if (add) tea.by(who).addMemberRole("902", "101");
    else tea.by(who).removeMemberRole("902", "101");
  }),
  fc.tuple(someone, flags).map(([who, permissions]): Act => (tea, made) => {
    const role = tea.by(who).createRole({ name: "new", permissions });
    made.add(role.id);
  }),
  fc.tuple(someone, fc.nat()).map(([who, pick]): Act => (tea, made) => {
    const role = [...made][pick % Math.max(1, made.size)];
    if (role === undefined) return;
    made.delete(role);
    tea.by(who).deleteRole(role);
  }),
  fc.tuple(someone, fc.constantFrom("general", "lobby")).map(([who, name]): Act => (tea) => {
    tea.by(who).updateChannel("204", { name });
  }),
);

type Move = { readonly act: Act } | { readonly run: readonly Act[] } | { readonly late: readonly Act[] } | { readonly wait: number };
const late: fc.Arbitrary<Move> = fc.array(act, { minLength: 1, maxLength: 3 }).map((acts) => ({ late: acts }));
const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: act.map((one) => ({ act: one })) },
    { weight: 2, arbitrary: fc.array(act, { maxLength: 3 }).map((run) => ({ run })) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 200 }).map((wait) => ({ wait })) },
  ),
  { maxLength: 14 },
);

interface Heard {
  /** Approved entries, one for each time that they were told. */
  readonly approved: string[];
  readonly events: string[];
  /** Entries that explained a state finding of some run. */
  readonly blamed: Set<string>;
  readonly last: readonly string[];
}

/** Lives through the moves, with a run wherever they say so, and two at the end. */
async function live(steps: readonly Move[], withRuns: boolean): Promise<Heard> {
  const tea = aGuild();
  const made = new Set<string>();
  const heard: Omit<Heard, "last"> = { approved: [], events: [], blamed: new Set() };
  const run = async (during: readonly Act[]): Promise<readonly string[]> => {
    const beforeLog = (): void => {
      for (const one of during) one(tea, made);
    };
    const { report } = await tea.run({ beforeLog });
    heard.approved.push(...report.approved.map(({ entryId }) => entryId));
    heard.events.push(...report.findings.filter(isEvent).map(({ key }) => key));
    const state = report.findings.filter((finding) => !isEvent(finding));
    for (const { attribution } of state) for (const { entryId } of attribution.changes) heard.blamed.add(entryId);
    return state.map(
      ({ key, attribution }) => `${key} ${attribution.status} ${attribution.changes.map(({ entryId }) => entryId).join(" ")}`,
    );
  };
  await run([]);
  await steps.reduce(async (before, step) => {
    await before;
    if ("act" in step) step.act(tea, made);
    else if ("wait" in step) tea.wait(step.wait);
    else if ("late" in step) {
      const held = tea.guild.holdAuditEntries();
      for (const one of step.late) one(tea, made);
      if (withRuns) await run([]);
      tea.wait(10);
      held.release();
    } else if (withRuns) await run(step.run);
    else for (const one of step.run) one(tea, made);
  }, Promise.resolve());
  await run([]);
  return { ...heard, last: await run([]) };
}

const sorted = (value: readonly { id: string }[]): readonly { id: string }[] => value.toSorted((a, b) => Number(a.id) - Number(b.id));
const grants = ({ events }: Heard): string[] => events.filter((key) => key.startsWith("member.granted")).toSorted();

describe("laws of the check", () => {
  test("a guild never drifts from its own snapshot", () => {
    fc.assert(
      fc.property(answers, (one) => {
        const snapshot = snapshotOf(rawOf(one));
        const { report, memory } = checkGuild(inputOf({ snapshot, policy: policyFrom(snapshot) }));
        expect(report).toMatchObject({ result: "in-line", findings: [], unchecked: [], unmanaged: [], brake: null });
        expect(memory?.standing).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("the order of roles, channels, overwrites and entries in the answers never matters", () => {
    fc.assert(
      fc.property(answers, answers, fc.infiniteStream(fc.nat()), (agreed, found, seed) => {
        const policy = policyFrom(snapshotOf(rawOf(agreed)));
        const raw = rawOf(found);
        const mix = <Item>(items: readonly Item[]): Item[] =>
          items
            .map((item) => ({ item, by: seed.next().value }))
            .toSorted((left, right) => left.by - right.by)
            .map(({ item }) => item);
        const other = {
          guild: { ...raw.guild, roles: mix(raw.guild.roles) },
          channels: mix(raw.channels).map((channel) => ({ ...channel, permission_overwrites: mix(channel.permission_overwrites) })),
        };
        const entries = entriesOn(raw.guild.roles.length);
        const [left, right] = [
          checkGuild(inputOf({ policy, snapshot: snapshotOf(raw), log: { kind: "read", entries }, confirmMassChange: true })),
          checkGuild(
            inputOf({ policy, snapshot: snapshotOf(other), log: { kind: "read", entries: mix(entries) }, confirmMassChange: true }),
          ),
        ];
        expect(left.report.findings).toEqual(right.report.findings);
        expect(left.report.approved).toEqual(right.report.approved);
        expect(sorted(left.report.unmanaged)).toEqual(sorted(right.report.unmanaged));
        expect(left.memory).toEqual(right.memory);
      }),
      { numRuns: 150 },
    );
  });

  test("one logged change to a guild in line gives exactly one finding, attributed to exactly that entry, or nothing where nothing differs", async () => {
    await fc.assert(
      fc.asyncProperty(act, async (one) => {
        const tea = aGuild();
        const policy = policyOf(policyText());
        await tea.run({ policy });
        one(tea, new Set());
        const { findings } = (await tea.run({ policy })).report;
        const entries = tea.guild.auditEntries().map((entry) => entry.id);
        const isGrant = tea.guild.auditEntries().some((entry) => entry.action_type === 25);
        const granted = findings.filter(({ kind }) => kind === "member.granted").length;
        const renamed = findings.filter(({ kind }) => kind.endsWith(".renamed")).length;
        expect(entries.length === 0 && findings.length > 0).toBe(false);
        expect(findings.length - renamed).toBeLessThanOrEqual(1);
        for (const { attribution } of findings) {
          expect(attribution.status).toBe("exact");
          expect(attribution.changes.map(({ entryId }) => entryId)).toEqual(entries);
        }
        expect(granted).toBe(isGrant ? 1 : 0);
      }),
      { numRuns: 150 },
    );
  });

  test("a change and its inverse give no state finding", async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(someone, fc.constantFrom("102", "103"), flags), overwriteSpot, async ([who, role, permissions], spot) => {
        const tea = aGuild();
        await tea.run();
        const before = tea.guild.state.role(role).permissions;
        tea.by(who).updateRole(role, { permissions });
        tea.by(who).updateRole(role, { permissions: before });
        const old = tea.guild.state.channel(spot.channel).permission_overwrites;
        tea.by(who).setOverwrite(spot.channel, { id: spot.target, type: "role", allow: spot.allow, deny: spot.deny });
        tea.by(who).replaceOverwrites(spot.channel, old);
        const { findings } = (await tea.run()).report;
        expect(findings.filter((finding) => !isEvent(finding))).toEqual([]);
        expect(findings.filter(({ kind }) => kind !== "change.reverted")).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test("splitting the same entries over any runs, with changes while a run looks, loses and doubles nothing", async () => {
    await fc.assert(
      fc.asyncProperty(moves, async (steps) => {
        const [whole, parts] = [await live(steps, false), await live(steps, true)];
        expect(parts.approved.toSorted()).toEqual([...new Set(whole.approved)].toSorted());
        expect(new Set(whole.approved).size).toBe(whole.approved.length);
        expect(new Set(parts.events).size).toBe(parts.events.length);
        expect(parts.events.filter((key) => !key.startsWith("change.reverted")).toSorted()).toEqual(
          whole.events.filter((key) => !key.startsWith("change.reverted")).toSorted(),
        );
        for (const key of whole.events.filter((event) => event.startsWith("change.reverted"))) {
          const entry = key.split("@")[1] ?? "";
          expect(parts.events.includes(key) || parts.blamed.has(entry)).toBe(true);
        }
        expect(parts.last).toEqual(whole.last);
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  test("entries that the log shows late are approved and told once, too", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            late,
            moves.map((some): Move => some[0] ?? { wait: 1 }),
          ),
          { maxLength: 10 },
        ),
        async (steps) => {
          const [whole, parts] = [await live(steps, false), await live(steps, true)];
          expect(parts.approved.toSorted()).toEqual(whole.approved.toSorted());
          expect(new Set(parts.events).size).toBe(parts.events.length);
          expect(grants(parts)).toEqual(grants(whole));
          expect(parts.last.map((line) => line.split(" ")[0])).toEqual(whole.last.map((line) => line.split(" ")[0]));
        },
      ),
      { numRuns: 200 },
    );
  }, 120_000);

  test("whatever the entries hold, the check does not throw, and its memory reads back", () => {
    const value = fc.oneof(fc.jsonValue(), bits.map(String), fc.constantFrom(null, 0, 1, "100", "102", "", []), overwrites);
    const entry = fc.record(
      {
        id: fc.bigInt({ min: 0n, max: 2n ** 61n }).map(String),
        action_type: fc.oneof(fc.constantFrom(1, 10, 11, 12, 13, 14, 15, 25, 28, 30, 31, 32, 121, 212, 213, null), fc.nat(220)),
        target_id: fc.constantFrom("100", "101", "102", "201", "202", "999", null),
        user_id: fc.constantFrom("901", null),
        options: fc.record({ id: fc.constantFrom("100", "102", "901"), type: fc.constantFrom("0", "1", "x") }),
        changes: fc.array(
          fc.record(
            {
              key: fc.constantFrom(
                "permissions",
                "allow",
                "deny",
                "name",
                "type",
                "parent_id",
                "permission_overwrites",
                "owner_id",
                "mfa_level",
                "$add",
              ),
              old_value: value,
              new_value: value,
            },
            { requiredKeys: ["key"] },
          ),
          { maxLength: 4 },
        ),
      },
      { requiredKeys: ["id", "action_type"] },
    );
    fc.assert(
      fc.property(answers, answers, fc.array(entry, { maxLength: 12 }), (agreed, found, raw) => {
        const policy = policyFrom(snapshotOf(rawOf(agreed)));
        const snapshot = snapshotOf(rawOf(found));
        const { entries } = decodeAuditPage({ audit_log_entries: raw, users: [] });
        const input = inputOf({ policy, snapshot, log: { kind: "read", entries }, confirmMassChange: true });
        const first = checkGuild(input);
        if (first.memory === null) throw new Error("a log that was read gives a memory");
        const parsed = parseMemory(printMemory(first.memory).text, snapshot.guild.id, "2040-01-01T00:00:00.000Z");
        expect(parsed).toEqual({ ok: true, memory: first.memory });
        const again = checkGuild({ ...input, memory: first.memory, start: { kind: "continued" } });
        expect(BigInt(again.memory?.after ?? "0")).toBeGreaterThanOrEqual(BigInt(first.memory.after));
        const keys = again.report.findings.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 400 },
    );
  });

  test("an entry that takes a role away and changes it, though the role is still there, is one finding", () => {
    const answer = { everyone: 0n, roles: [], channels: [], mfa: 0 as const };
    const snapshot = snapshotOf(rawOf(answer));
    const raw = { id: "5", action_type: 32, target_id: GUILD, changes: [{ key: "permissions", new_value: "7298" }] };
    const { entries } = decodeAuditPage({ audit_log_entries: [raw], users: [] });
    const input = inputOf({ policy: policyFrom(snapshot), snapshot, log: { kind: "read", entries }, confirmMassChange: true });
    const { memory } = checkGuild(input);
    const { report } = checkGuild({ ...input, memory, start: { kind: "continued" } });
    expect(report.findings.map(({ key }) => key)).toEqual([`change.reverted/role:${GUILD}@5`]);
  });

  test("the cursor never moves back, and never past an entry that waits", () => {
    const entries = fc.array(
      fc.bigInt({ min: 0n, max: 2n ** 63n }).map((value) => id<"entry">(String(value))),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n }), entries, entries, (after, dealt, waiting) => {
        const before: Memory = { ...EMPTY, after: id(String(after)) };
        const moved = BigInt(moveCursor(before, { dealt, waiting }).after);
        expect(moved).toBeGreaterThanOrEqual(after);
        const passed = waiting.filter((one) => BigInt(one) > after && BigInt(one) <= moved);
        expect(passed).toEqual([]);
      }),
    );
  });

  test("no text makes the memory's reader throw", () => {
    const valid = JSON.stringify(JSON.parse(printMemory(EMPTY).text));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc
            .tuple(fc.nat(valid.length), fc.string({ maxLength: 4 }))
            .map(([place, text]) => valid.slice(0, place) + text + valid.slice(place + text.length)),
        ),
        (text) => {
          const parsed = parseMemory(text, id(GUILD), NOW);
          expect(parsed.ok || parsed.why.length > 0).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
    expect(parseMemory("[".repeat(100_000), id(GUILD), NOW)).toMatchObject({ ok: false });
  });
});

const EMPTY: Memory = {
  guild: id(GUILD),
  commit: null,
  after: id("0"),
  through: NOW,
  seen: [],
  waiting: [],
  names: new Map([["role:Guest", "150"]]),
  standing: [
    {
      key: "role.permissions/role:102",
      firstSeen: NOW,
      issue: 7,
      fields: [
        {
          field: "role:102/permissions",
          base: 5n,
          away: 8n,
          links: [{ entry: { id: id("5"), at: NOW, action: "ROLE_UPDATE", actor: null, reason: null }, from: 5n, to: 13n, weak: false }],
        },
      ],
    },
  ],
};

/** Changes of some roles, oldest first. */
function entriesOn(roles: number): ReturnType<typeof decodeAuditPage>["entries"] {
  const raw = Array.from({ length: roles * 2 }, (_, index) => ({
    id: String(1000 + index),
    action_type: 31,
    user_id: "901",
    target_id: String(101 + (index % roles)),
    changes: [{ key: "permissions", old_value: String(index), new_value: String(index + 2) }],
  }));
  return decodeAuditPage({ audit_log_entries: raw, users: [] }).entries;
}
