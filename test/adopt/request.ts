/** What an adoption needs, from a policy's text and a live guild; the log is empty, and what is not there is gone. */
import type { AdoptRequest } from "../../src/adopt/adopt.ts";
import { checkGuild, type CheckInput } from "../../src/drift/check-guild.ts";
import { sidesOf } from "../../src/drift/field-state.ts";
import { isEvent, type Finding } from "../../src/drift/finding.ts";
import type { ProbeResult, Snapshot } from "../../src/guild/snapshot.ts";
import type { ChannelId } from "../../src/permissions/snowflake.ts";
import type { Policy } from "../../src/policy/policy.ts";
import { policyOf } from "../policy/policies.ts";

export const FILE = "permissions.yaml";

type Probes = ReadonlyMap<ChannelId, ProbeResult>;

function probesOf({ channels }: Policy): Probes {
  return new Map(channels.flatMap(({ id }) => (id === null ? [] : [[id, "gone"] as const])));
}

/** The differences between a policy and a guild. */
export function findingsOf(policy: Policy, snapshot: Snapshot, probes: Probes = probesOf(policy)): readonly Finding[] {
  return checkGuild(inputFor(policy, snapshot, probes)).report.findings.filter((finding) => !isEvent(finding));
}

/** A check with an empty log. */
export function inputFor(policy: Policy, snapshot: Snapshot, probes: Probes = probesOf(policy)): CheckInput {
  return {
    policy,
    snapshot,
    log: { kind: "read", entries: [] },
    probes,
    memory: null,
    start: { kind: "first" },
    now: "2026-11-20T10:00:00.000Z",
    commit: null,
    confirmMassChange: true,
  };
}

export function requestFor(text: string, snapshot: Snapshot, choose: (findings: readonly Finding[]) => readonly Finding[]): AdoptRequest {
  const policy = policyOf(text);
  const probes = probesOf(policy);
  const findings = findingsOf(policy, snapshot, probes);
  return {
    source: { file: FILE, text },
    sides: sidesOf(inputFor(policy, snapshot, probes), new Map()),
    findings,
    chosen: choose(findings),
    recheck: (next) => findingsOf(next, snapshot, probes),
  };
}
