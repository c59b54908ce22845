/** Audit entries, JSON text to decoded changes with the names of what they grant and revoke: beside JSON.parse alone, and beside discord.js. */
import { decodeAuditPage } from "../src/audit/decode.ts";
import type { AuditChange, AuditEntry } from "../src/audit/entry.ts";
import { namesOf, type PermissionName } from "../src/permissions/flags.ts";
import { auditPages } from "./audit-log.ts";
import { discordJs } from "./audit-peers.ts";
import { tableOf, type Bench, type BenchResult } from "./bench.ts";
import { LARGEST } from "./largest-guild.ts";
import { measure, type Contender, type Effort } from "./measure.ts";

const ENTRIES = 100_000;

function textsOf(entries: number): readonly string[] {
  return auditPages(entries, LARGEST).map((page) => JSON.stringify(page));
}

interface Named {
  readonly change: AuditChange;
  readonly granted: readonly PermissionName[];
  readonly revoked: readonly PermissionName[];
}

/** An entry stays whole: a report shows who did it and when beside each change. */
interface NamedEntry {
  readonly entry: AuditEntry;
  readonly changes: readonly Named[];
}

/** Names are made where a report asks for them; here for everything, so that nothing is left out. */
function decodeNamed(text: string): readonly NamedEntry[] {
  return decodeAuditPage(JSON.parse(text)).entries.map((entry) => ({
    entry,
    changes: entry.changes.map((change) => ({ change, granted: namesOf(change.granted ?? 0n), revoked: namesOf(change.revoked ?? 0n) })),
  }));
}

const ours = (name: string, texts: readonly string[]): Contender => ({ name, run: () => texts.map(decodeNamed) });

const parsed = (name: string, texts: readonly string[]): Contender => ({ name, run: () => texts.map((text): unknown => JSON.parse(text)) });

function besidePeers(effort: Effort): BenchResult {
  const texts = textsOf(ENTRIES);
  const measured = measure(
    [
      ours("decoded, with names", texts),
      { name: "decoded, without names", run: () => texts.map((text) => decodeAuditPage(JSON.parse(text))) },
      parsed("JSON.parse alone", texts),
      { name: "discord.js, with names", run: () => texts.map(discordJs()) },
    ],
    effort,
  );
  const [, , json, discord] = measured;
  if (json === undefined || discord === undefined) throw new Error("nothing was measured");
  return {
    lines: [
      "",
      `${ENTRIES} entries in pages of 100, JSON text to values: ${(1 / json.ratio.median).toFixed(2)} times the cost of JSON.parse alone`,
      ...tableOf(measured),
    ],
    held: [
      { name: "audit/JSON.parse", ratio: json.ratio, goal: 1 / 2.5 },
      { name: "audit/discord.js", ratio: discord.ratio, goal: 1 },
    ],
  };
}

/** The engine copies what lives whenever its room for new values is full, and less than that is never copied: JSON.parse tells what is its share. */
function growth(effort: Effort): readonly string[] {
  const all = textsOf(ENTRIES * 4);
  const sizes = [1, 2, 4].map((factor) => ({ factor, texts: all.slice(0, (all.length / 4) * factor) }));
  const tables = [
    measure(
      sizes.map(({ factor, texts }) => ours(`decoded, with names x${factor}`, texts)),
      effort,
    ),
    measure(
      sizes.map(({ factor, texts }) => parsed(`JSON.parse alone x${factor}`, texts)),
      effort,
    ),
  ];
  return ["", `Growth from ${ENTRIES} entries`, ...tables.flatMap(tableOf)];
}

function run(effort: Effort): BenchResult {
  const { lines, held } = besidePeers(effort);
  return { lines: [...lines, ...growth(effort)], held };
}

export const auditBench: Bench = { name: "audit", run };
