/** Random policies, hand changes and rollouts against a slow model of what product.md says per bit: base, desired, live. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aFollowedGuild, type Followed } from "../drift/since-last-run.ts";
import { policyText } from "../guild.ts";

const FLAGS = ["BAN_MEMBERS", "KICK_MEMBERS", "SPEAK"] as const;
const BITS: Readonly<Record<(typeof FLAGS)[number], bigint>> = { BAN_MEMBERS: 1n << 2n, KICK_MEMBERS: 1n << 1n, SPEAK: 1n << 21n };
type Flag = (typeof FLAGS)[number];

/** The sides of Mod's permissions, and of Mod's overwrite in the channel general. */
const SIDES = ["role", "allow", "deny"] as const;
type Side = (typeof SIDES)[number];
const OBJECTS: Readonly<Record<"role" | "overwrite", readonly Side[]>> = { role: ["role"], overwrite: ["allow", "deny"] };
type Values = Readonly<Record<Side, ReadonlySet<Flag>>>;

/** What the policy says, or what somebody makes of Discord. */
const values = fc
  .record({ role: fc.subarray([...FLAGS]), allow: fc.subarray([...FLAGS]), deny: fc.subarray([...FLAGS]) })
  .map(({ role, allow, deny }): Values => ({
    role: new Set(role),
    allow: new Set(allow),
    deny: new Set(deny.filter((flag) => !allow.includes(flag))),
  }));
const act = fc.record({ what: fc.constantFrom("role" as const, "overwrite" as const), to: values, asAgreed: fc.boolean() });
const window = fc.record({ policy: fc.option(values), logged: fc.boolean(), acts: fc.array(act, { maxLength: 3 }) });

/** What the model knows of one bit of one side. */
interface Cell {
  live: boolean;
  agreed: boolean;
  /** The base, where it was kept. */
  kept: boolean | null;
  /** Whether live stood away from its base at the last run. */
  away: boolean;
  base: boolean;
  /** What new entries say: from and to. */
  entries: [boolean, boolean][];
}

class Model {
  readonly cells = new Map<string, Cell>();

  constructor(agreed: Values) {
    for (const side of SIDES)
      for (const flag of FLAGS) {
        const value = agreed[side].has(flag);
        this.cells.set(`${side} ${flag}`, { live: value, agreed: value, base: value, kept: null, away: false, entries: [] });
      }
  }

  cell(side: Side, flag: Flag): Cell {
    const cell = this.cells.get(`${side} ${flag}`);
    if (cell === undefined) throw new Error("all cells are there from the beginning");
    return cell;
  }

  act({ what, to, logged }: Act): void {
    for (const side of OBJECTS[what]) {
      const moves = FLAGS.some((flag) => this.cell(side, flag).live !== to[side].has(flag));
      for (const flag of FLAGS) {
        const cell = this.cell(side, flag);
        const next = to[side].has(flag);
        // An entry shows both values of the whole set.
        if (logged && moves) cell.entries.push([cell.live, next]);
        cell.live = next;
      }
    }
  }

  /** By finding, which bits. */
  look(policy: Values): Record<string, bigint> {
    for (const side of SIDES) for (const flag of FLAGS) settle(this.cell(side, flag), policy[side].has(flag), { side, flag });
    return Object.fromEntries(
      ["drift", "rollout"].flatMap((part) =>
        Object.entries(OBJECTS).flatMap(([name, sides]) => {
          const flags = FLAGS.filter((flag) => partOf(sides.map((side) => this.cell(side, flag))) === part);
          return flags.length === 0 ? [] : [[`${name} ${part}`, flags.reduce((bits, flag) => bits | BITS[flag], 0n)] as const];
        }),
      ),
    );
  }

  /** What the next run knows: the base of what differs, on both sides of an overwrite. */
  remember(): void {
    for (const sides of Object.values(OBJECTS))
      for (const flag of FLAGS) {
        const cells = sides.map((side) => this.cell(side, flag));
        for (const cell of cells) {
          cell.away = partOf(cells) !== null && cell.live !== cell.base;
          cell.kept = cell.away || cell.live !== cell.agreed ? cell.base : null;
        }
      }
  }
}

/** Where either side is drift, the bit is. */
function partOf(cells: readonly Cell[]): "drift" | "rollout" | null {
  const wrong = cells.filter((cell) => cell.live !== cell.agreed);
  if (wrong.length === 0) return null;
  return wrong.some((cell) => cell.live !== cell.base) ? "drift" : "rollout";
}

/**
 * Kept where it differed, else what the policy said; and the policy's own where an entry shows that both met there. Where it was drift that the policy
 * adopted, only giving a dangerous permission anew counts as leaving that.
 */
function settle(cell: Cell, agreed: boolean, { side, flag }: { readonly side: Side; readonly flag: Flag }): void {
  let base = cell.kept ?? cell.agreed;
  const gives = flag !== "SPEAK" && agreed === (side === "deny");
  for (const [from, to] of cell.entries) if (to === agreed || (from === agreed && (!cell.away || gives))) base = agreed;
  Object.assign(cell, { base, agreed, entries: [] });
}

const list = (flags: ReadonlySet<Flag>): string => `[${[...flags].join(", ")}]`;

function textOf({ role, allow, deny }: Values): string {
  return policyText()
    .replace("[KICK_MEMBERS, MANAGE_MESSAGES]", list(role))
    .replace("type: text, overwrites: {}", `type: text, overwrites: { Mod: { allow: ${list(allow)}, deny: ${list(deny)} } }`);
}

interface Act {
  readonly what: keyof typeof OBJECTS;
  readonly to: Values;
  readonly logged: boolean;
}

function carryOut({ tea }: Followed, { what, to, logged }: Act): void {
  const hand = logged ? tea.by("mallory") : tea.guild.unlogged;
  if (what === "role") hand.updateRole("102", { permissions: [...to.role] });
  else hand.setOverwrite("204", { id: "102", type: "role", allow: [...to.allow], deny: [...to.deny] });
}

function toldIn(checked: Awaited<ReturnType<Followed["run"]>>): Record<string, bigint> {
  return Object.fromEntries(
    checked.report.findings
      .filter(({ kind }) => kind === "role.permissions" || kind.startsWith("overwrite."))
      .map(({ kind, cause, granted, revoked }) => [
        `${kind === "role.permissions" ? "role" : "overwrite"} ${cause === "awaiting-rollout" ? "rollout" : "drift"}`,
        granted | revoked,
      ]),
  );
}

type Window = typeof window extends fc.Arbitrary<infer Value> ? Value : never;

interface Play {
  readonly followed: Followed;
  readonly model: Model;
  /** At the last run. */
  readonly policy: Values;
}

/** One run after the other, each after what was done since the one before. */
async function play([first, ...rest]: readonly Window[], { followed, model, policy: before }: Play): Promise<void> {
  if (first === undefined) return;
  const policy = first.policy ?? before;
  for (const { what, to, asAgreed } of first.acts) {
    const done = { what, to: asAgreed ? policy : to, logged: first.logged };
    carryOut(followed, done);
    model.act(done);
  }
  expect(toldIn(await followed.run(textOf(policy)))).toEqual(model.look(policy));
  model.remember();
  await play(rest, { followed, model, policy });
}

describe("laws of rollout, against a model", () => {
  test("every differing bit is drift where live left its base, and awaits where only the policy did, run after run", async () => {
    await fc.assert(
      fc.asyncProperty(values, fc.array(window, { minLength: 1, maxLength: 6 }), async (first, windows) => {
        const followed = aFollowedGuild();
        for (const what of ["role", "overwrite"] as const) carryOut(followed, { what, to: first, logged: false });
        expect(toldIn(await followed.run(textOf(first)))).toEqual({});
        await play(windows, { followed, model: new Model(first), policy: first });
      }),
      { numRuns: 200 },
    );
  });
});
