import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeAuditPage } from "../../src/audit/decode.ts";
import { checkGuild, type Checked, type CheckInput } from "../../src/drift/check-guild.ts";
import { isEvent, type Finding } from "../../src/drift/finding.ts";
import type { Memory } from "../../src/drift/memory.ts";
import { parseMemory } from "../../src/drift/parse-memory.ts";
import { printMemory } from "../../src/drift/print-memory.ts";
import { withoutRollout } from "../../src/drift/rollout-key.ts";
import type { Snapshot } from "../../src/guild/snapshot.ts";
import type { Policy } from "../../src/policy/policy.ts";
import { aFollowedGuild } from "../drift/since-last-run.ts";
import { GUILD, policyText } from "../guild.ts";
import { answers, inputOf, NOW, policyFrom, rawOf, snapshotOf } from "./raw-guilds.ts";

interface Scene {
  readonly policy: Policy;
  readonly snapshot: Snapshot;
}

/** Runs one after the other, each with the memory and the policy of the one before. */
function runs(scenes: readonly Scene[], over: Partial<CheckInput> = {}): Checked[] {
  let memory: Memory | null = null;
  let previous: Policy | null = null;
  return scenes.map((scene) => {
    const start = memory === null ? { kind: "first" as const } : { kind: "continued" as const };
    const checked = checkGuild(inputOf({ ...scene, memory, previous, start, confirmMassChange: true, ...over }));
    memory = carried(checked.memory);
    previous = scene.policy;
    return checked;
  });
}

function carried(memory: Memory | null): Memory {
  if (memory === null) throw new Error("a log that was read gives a memory");
  const parsed = parseMemory(printMemory(memory).text, memory.guild, NOW);
  if (!parsed.ok) throw new Error(parsed.why);
  return parsed.memory;
}

/** By key: severity may change with what is live beside. */
const stateOf = ({ report }: Checked): Finding[] =>
  report.findings.filter((finding) => !isEvent(finding)).toSorted((left, right) => (left.key < right.key ? -1 : 1));
const inShort = (checked: Checked): unknown => stateOf(checked).map(({ key, cause, granted, revoked }) => [key, cause, granted, revoked]);

/** What the memory holds on to: outside of those cells a base says nothing. */
function rememberedIn(memory: Memory | null): unknown {
  return memory?.standing.map(({ key, fields }) => [
    key,
    fields.map(({ field, base, away, awaits = 0n }) => [field, away, awaits, typeof base === "bigint" ? base & (away | awaits) : base]),
  ]);
}

const guild = answers.map((raw) => snapshotOf(rawOf(raw)));
const three = fc.tuple(guild, guild, guild);

/** The drift of roles as it would be alone. */
function aloneIn(checked: Checked | undefined): unknown[] {
  const drift = (checked === undefined ? [] : stateOf(checked)).filter(({ cause }) => cause !== "awaiting-rollout");
  return drift.filter(({ kind }) => kind === "role.permissions").map((finding) => [finding.key, finding.alone ?? finding.live]);
}

/** Without bounds, which leave bits open. */
function exactly(snapshot: Snapshot): Policy {
  const policy = policyFrom(snapshot);
  const held = [...snapshot.roles.values()].map(({ permissions }) => permissions);
  const roles = policy.roles.map((role, index) => ({
    ...role,
    permissions: { kind: "exact", bits: held[index] ?? 0n, at: role.at } as const,
  }));
  return { ...policy, roles };
}

/** What a role, and an overwrite, may hold: few bits, so that policy and live often meet. */
const few = fc.bigInt({ min: 0n, max: 255n });
const spot = fc.record({ role: few, everyone: few, allow: few, deny: few });
type Spot = typeof spot extends fc.Arbitrary<infer Value> ? Value : never;

function sceneOf({ role, everyone, allow, deny }: Spot): Snapshot {
  return snapshotOf({
    guild: {
      id: GUILD,
      name: "Tea house",
      owner_id: "900",
      mfa_level: 0,
      roles: [
        { id: GUILD, name: "@everyone", permissions: String(everyone), position: 0, managed: false },
        { id: "101", name: "a", permissions: String(role), position: 1, managed: false },
      ],
    },
    channels: [
      {
        id: "201",
        name: "c",
        type: 0,
        parent_id: null,
        position: 0,
        permission_overwrites: [{ id: "101", type: 0, allow: String(allow & ~deny), deny: String(deny) }],
      },
    ],
  });
}

/** The bits of the second where the mask is set, else of the first. */
function mixed(one: Spot, other: Spot, mask: bigint): Spot {
  const mix = (key: keyof Spot): bigint => (one[key] & ~mask) | (other[key] & mask);
  return { role: mix("role"), everyone: mix("everyone"), allow: mix("allow"), deny: mix("deny") };
}

describe("laws of rollout", () => {
  test("every differing bit is in exactly one finding, and no difference is lost", () => {
    fc.assert(
      fc.property(three, ([agreed, wanted, live]) => {
        const policy = policyFrom(wanted);
        const [, checked] = runs([
          { policy: policyFrom(agreed), snapshot: agreed },
          { policy, snapshot: live },
        ]);
        const plain = checkGuild(inputOf({ policy, snapshot: live, confirmMassChange: true }));
        const parts = checked === undefined ? [] : stateOf(checked);
        expect(new Set(parts.map(({ key }) => key)).size).toBe(parts.length);
        expect([...new Set(parts.map(({ key }) => withoutRollout(key)))].toSorted()).toEqual(
          stateOf(plain)
            .map(({ key }) => key)
            .toSorted(),
        );
        for (const whole of stateOf(plain)) {
          const own = parts.filter(({ key }) => withoutRollout(key) === whole.key);
          expect(own.map(({ granted }) => granted).reduce((sum, bits) => sum + bits, 0n)).toBe(whole.granted);
          expect(own.map(({ revoked }) => revoked).reduce((sum, bits) => sum + bits, 0n)).toBe(whole.revoked);
          for (const part of own)
            expect([part.desired, part.live, part.cause === "awaiting-rollout"]).toEqual([
              whole.desired,
              whole.live,
              part.key !== whole.key,
            ]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("with the same policy as before nothing awaits, and all is as if nobody knew the one before", () => {
    fc.assert(
      fc.property(three, fc.nat(6), ([agreed, between, live], entries) => {
        const log = { kind: "read", entries: entriesOn(entries) } as const;
        const [first] = runs([{ policy: policyFrom(agreed), snapshot: between }], { log });
        const input = inputOf({
          policy: policyFrom(agreed),
          snapshot: live,
          memory: first === undefined ? null : carried(first.memory),
          start: { kind: "continued" },
          confirmMassChange: true,
          log: { kind: "read", entries: entriesOn(entries * 2) },
        });
        const plain = checkGuild(input);
        expect(checkGuild({ ...input, previous: policyFrom(agreed) })).toEqual(plain);
        expect(plain.report.findings.filter(({ cause }) => cause === "awaiting-rollout")).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test("looking again changes nothing", () => {
    fc.assert(
      fc.property(three, ([agreed, wanted, live]) => {
        const scene = { policy: policyFrom(wanted), snapshot: live };
        const [, ...again] = runs([{ policy: policyFrom(agreed), snapshot: agreed }, scene, scene, scene]);
        const told = again.map(({ report, memory }) => [report.findings, rememberedIn(memory)]);
        expect(told[1]).toEqual(told[0]);
        expect(told[2]).toEqual(told[0]);
      }),
      { numRuns: 200 },
    );
  });

  test("a policy that moves and then drift on other bits is the same as drift and then the policy", () => {
    fc.assert(
      fc.property(fc.tuple(spot, spot, spot), few, ([agreed, wanted, found], mask) => {
        const before = sceneOf(agreed);
        const policy = policyFrom(sceneOf(mixed(agreed, wanted, mask)));
        const live = sceneOf(mixed(agreed, found, ~mask));
        const old = policyFrom(before);
        const last = { policy, snapshot: live };
        const policyFirst = runs([{ policy: old, snapshot: before }, { policy, snapshot: before }, last]).at(-1);
        const driftFirst = runs([{ policy: old, snapshot: before }, { policy: old, snapshot: live }, last]).at(-1);
        const together = runs([{ policy: old, snapshot: before }, last]).at(-1);
        if (policyFirst === undefined || driftFirst === undefined || together === undefined) return;
        expect(inShort(policyFirst)).toEqual(inShort(driftFirst));
        expect(inShort(together)).toEqual(inShort(driftFirst));
      }),
      { numRuns: 300 },
    );
  });

  test("what the drift alone is stays the same while what awaits is carried out, bit by bit", () => {
    fc.assert(
      fc.property(fc.tuple(spot, spot, spot), few, few, (...[[agreed, wanted, found], mask, done]) => {
        const next = mixed(agreed, wanted, mask);
        const drifted = mixed(agreed, found, ~mask);
        const policy = exactly(sceneOf(next));
        const scenes = [drifted, mixed(drifted, next, mask & done), mixed(drifted, next, mask)].map((live) => ({
          policy,
          snapshot: sceneOf(live),
        }));
        const before = sceneOf(agreed);
        const [, first, half, whole] = runs([{ policy: exactly(before), snapshot: before }, ...scenes]);
        expect(aloneIn(half)).toEqual(aloneIn(first));
        expect(aloneIn(whole)).toEqual(aloneIn(first));
      }),
      { numRuns: 200 },
    );
  });

  test("carrying out all that awaits gives in line, and every entry of it is approved", async () => {
    const FLAGS = ["KICK_MEMBERS", "ADMINISTRATOR", "SPEAK", "CONNECT"];
    const flags = fc.subarray(FLAGS);
    await fc.assert(
      fc.asyncProperty(flags, flags, fc.array(flags, { maxLength: 1 }), async (mod, helper, overwrite) => {
        const { tea, run } = aFollowedGuild();
        const policy = policyText()
          .replace("[KICK_MEMBERS, MANAGE_MESSAGES]", `[${mod.join(", ")}]`)
          .replace("[ADD_REACTIONS]", `[${helper.join(", ")}]`)
          .replace(
            "type: text, overwrites: {}",
            `type: text, overwrites: {${overwrite.map((allow) => ` Mod: { allow: [${allow.join(", ")}] } `).join("")}}`,
          );
        await run();
        const waiting = await run(policy);
        expect(waiting.report.findings.filter(({ cause }) => cause !== "awaiting-rollout")).toEqual([]);
        tea.by("alice").updateRole("102", { permissions: mod });
        tea.by("bob").updateRole("103", { permissions: helper });
        for (const allow of overwrite) tea.by("alice").setOverwrite("204", { id: "102", type: "role", allow });
        const done = await run(policy);
        expect(done.report).toMatchObject({ result: "in-line", findings: [] });
        const entries = tea.guild.auditEntries().filter(({ action_type: type }) => type === 31);
        const roles = done.report.approved.filter(({ action }) => action === "ROLE_UPDATE");
        expect(roles.map(({ entryId }) => String(entryId))).toEqual(entries.map(({ id }) => id));
        expect(tea.memory?.standing).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

/** Changes of roles, oldest first. */
function entriesOn(count: number): ReturnType<typeof decodeAuditPage>["entries"] {
  const raw = Array.from({ length: count }, (_, index) => ({
    id: String(1000 + index),
    action_type: 31,
    user_id: "901",
    target_id: String(101 + (index % 3)),
    changes: [{ key: "permissions", old_value: String(index), new_value: String(index + 2) }],
  }));
  return decodeAuditPage({ audit_log_entries: raw, users: [] }).entries;
}
