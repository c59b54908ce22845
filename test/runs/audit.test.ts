import { describe, expect, test } from "vitest";
import { CannotCheck } from "../../src/runs/cannot-check.ts";
import { audit, type AuditFilter } from "../../src/runs/audit.ts";
import type { DiscordSource } from "../../src/runs/ports.ts";
import { policyOf } from "../policy/policies.ts";
import { aGuild, policyText } from "../guild.ts";

const guild = policyOf(policyText()).guild.id;
const all: AuditFilter = { since: 0, until: Number.MAX_SAFE_INTEGER, actor: null, target: null, actions: [] };

/** What is shown of these pages, and the sentence with which it ends. */
async function shown(...pages: readonly unknown[]): Promise<readonly string[]> {
  const auditLog: DiscordSource["auditLog"] = async function* some() {
    await Promise.resolve();
    yield* pages;
  };
  const said: string[] = [];
  try {
    const source = { ...aGuild().source, auditLog };
    for await (const entry of audit({ source, guild, filter: all, progress: () => {} })) said.push(entry.id);
  } catch (error) {
    if (!(error instanceof CannotCheck)) throw error;
    said.push(error.message);
  }
  return said;
}

describe("showing the audit log", () => {
  test("what can be read of a log is shown to its end, and then what cannot", async () => {
    const odd = { id: "11", action_type: "31", user_id: null, target_id: null };
    const good = { id: "12", action_type: 31, user_id: null, target_id: null };
    expect(await shown({ audit_log_entries: [odd, {}, good] }, { audit_log_entries: [{ ...good, id: "13" }] })).toEqual([
      "11",
      "12",
      "13",
      "A part of the audit log cannot be read: Audit log entry 11 has an action type that is no number.",
    ]);
  });

  test("a log that can be read wholly ends in silence", async () => {
    expect(await shown({ audit_log_entries: [] })).toEqual([]);
  });
});
