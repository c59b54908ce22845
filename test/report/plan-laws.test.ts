import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SEVERITIES, type Finding } from "../../src/drift/finding.ts";
import type { CheckReport } from "../../src/drift/report.ts";
import { awaitsRollout, baseOf } from "../../src/report/issues/group.ts";
import { readMarker } from "../../src/report/issues/marker.ts";
import { planIssues } from "../../src/report/issues/plan.ts";
import { bits, change, entryId, finding, report } from "./findings.ts";
import { Died, Tracker } from "./tracker.ts";

/** Few subjects and few values, so that sequences meet the same ones again. */
const stateFinding = fc
  .record({
    id: fc.constantFrom("101", "102", "103", "104"),
    renamed: fc.boolean(),
    granted: fc.constantFrom(bits("ADMINISTRATOR"), bits("BAN_MEMBERS"), bits("ADMINISTRATOR", "BAN_MEMBERS")),
    severity: fc.constantFrom(...SEVERITIES),
    status: fc.constantFrom("exact", "none"),
  })
  .map(({ id, renamed, granted, severity, status }): Finding =>
    finding({
      subject: { type: "role", id, name: `role ${id}` },
      severity,
      attribution: status === "exact" ? { status, changes: [change()] } : { status: "none", why: "no entry", changes: [] },
      ...(renamed
        ? { kind: "role.renamed", granted: 0n, desired: { kind: "text", text: "a" }, live: { kind: "text", text: granted.toString() } }
        : { granted, live: { kind: "permissions", bits: granted } }),
    }),
  );

/** The same subjects, so that a field is drift, awaits rollout, or is both. */
const rolloutFinding = stateFinding.map((one): Finding => ({
  ...one,
  key: `${one.key}/rollout`,
  cause: "awaiting-rollout",
  attribution: { status: "none", why: "only the policy was changed", changes: [] },
}));

const eventFinding = fc.record({ id: fc.constantFrom("101", "102"), entry: fc.integer({ min: 1, max: 6 }) }).map(({ id, entry }): Finding =>
  finding({
    kind: "change.reverted",
    cause: "reverted",
    severity: "high",
    subject: { type: "role", id, name: `role ${id}` },
    attribution: { status: "exact", changes: [change({ entryId: entryId(entry.toString()) })] },
  }),
);

const aReport = fc
  .record({
    state: fc.uniqueArray(stateFinding, { maxLength: 6, selector: ({ key }) => key }),
    rollout: fc.uniqueArray(rolloutFinding, { maxLength: 4, selector: ({ key }) => key }),
    events: fc.uniqueArray(eventFinding, { maxLength: 3, selector: ({ key }) => key }),
    logRead: fc.boolean(),
    brake: fc.option(fc.constant({ why: "12 of 20", firstRun: false }), { freq: 5 }),
    unchecked: fc.boolean(),
  })
  .map(({ state, rollout, events, logRead, brake, unchecked }): CheckReport =>
    report([...state, ...rollout, ...events], {
      logRead,
      brake,
      unchecked: unchecked ? [{ subject: { type: "role", id: "101", name: "role 101" }, why: "not seen" }] : [],
    }),
  );

/** Between two runs people close and open issues, or they do not. */
const people = fc.option(
  fc.record({ at: fc.nat(5), act: fc.constantFrom("completed" as const, "not_planned" as const, "duplicate" as const, "open" as const) }),
);

const options = { labels: ["drift"], assignees: ["olga"], maxIssues: 3 };
const plan = (tracker: Tracker, checked: CheckReport): ReturnType<typeof planIssues> =>
  planIssues({ report: checked, tracked: tracker.tracked(), options });

function interfere(tracker: Tracker, act: { at: number; act: "completed" | "not_planned" | "duplicate" | "open" } | null): void {
  const issue = act === null ? undefined : tracker.issues[act.at];
  if (act === null || issue === undefined) return;
  if (act.act === "open") Object.assign(issue, { state: "open", stateReason: "reopened", closedBy: null });
  else tracker.close(issue.number, act.act);
}

/** What can be seen of the tracker: open issues by base, and what they say. */
const openBases = (tracker: Tracker): string[] =>
  tracker
    .open()
    .map(({ body }) => baseOf(readMarker(body)?.identity ?? "none"))
    .toSorted();
const picture = (tracker: Tracker): unknown =>
  tracker.issues.map(({ state, stateReason, body, comments, assignees, labels }) => ({
    state,
    stateReason,
    body,
    // An issue that the dead run made has a number already.
    comments: comments.map((text) => text.replaceAll(/: see #\d+(?:, #\d+)*/g, "")),
    assignees,
    labels,
  }));

describe("laws of the plan", () => {
  test("the list of what awaits rollout closes only when all of it was seen to be over", () => {
    fc.assert(
      fc.property(fc.array(aReport, { minLength: 2, maxLength: 6 }), (runs) => {
        const tracker = new Tracker();
        for (const checked of runs) {
          const before = tracker.open().map(({ number, body }) => ({ number, marker: readMarker(body) }));
          tracker.run(plan(tracker, checked).steps);
          for (const { number } of before.filter(({ marker }) => marker?.identity === "rollout")) {
            if (tracker.get(number).state === "open") continue;
            expect(checked.findings.filter(awaitsRollout)).toEqual([]);
            expect([checked.logRead, checked.brake]).toEqual([true, null]);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test("planning again after carrying the plan out gives no steps", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(aReport, people), { minLength: 1, maxLength: 6 }), (runs) => {
        const tracker = new Tracker();
        for (const [checked, act] of runs) {
          interfere(tracker, act);
          tracker.run(plan(tracker, checked).steps);
          expect(plan(tracker, checked).steps).toEqual([]);
          expect(new Set(openBases(tracker)).size).toBe(openBases(tracker).length);
        }
      }),
      { numRuns: 120 },
    );
  });

  test("a run that dies after any request and runs again ends in the issues of an undisturbed run, no comment twice", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(aReport, people), { minLength: 1, maxLength: 4 }), (runs) => {
        const calm = new Tracker();
        const troubled = new Tracker();
        for (const [checked, act] of runs) {
          interfere(calm, act);
          interfere(troubled, act);
          calm.run(plan(calm, checked).steps);
          dieOnceAtEachRequest(troubled, checked);
          expect(picture(troubled)).toEqual(picture(calm));
        }
      }),
      { numRuns: 60 },
    );
  });

  test("whatever is found, every difference has a home or the list is full, and critical ones have their own", () => {
    fc.assert(
      fc.property(aReport, (checked) => {
        const tracker = new Tracker();
        tracker.run(plan(tracker, checked).steps);
        const { numbers } = plan(tracker, checked);
        const believed = checked.findings.filter((one) => checked.brake === null || one.attribution.status === "exact");
        expect([...numbers.keys()].toSorted()).toEqual(believed.map(({ key }) => key).toSorted());
        const homeOf = (one: Finding): string | undefined => readMarker(tracker.get(numbers.get(one.key) ?? 0).body)?.identity;
        const [agreed, drift] = [believed.filter(awaitsRollout), believed.filter((one) => !awaitsRollout(one))];
        expect(new Set(agreed.map(homeOf))).toEqual(new Set(agreed.length === 0 ? [] : ["rollout"]));
        for (const one of drift.filter(({ severity, kind }) => severity === "critical" && kind === "role.permissions")) {
          expect(homeOf(one)).toBe(`role:${one.subject.id}`);
        }
      }),
    );
  });
});

/** Lets the run die after its first request, then the next after its second, and so on, until one gets through. */
function dieOnceAtEachRequest(tracker: Tracker, checked: CheckReport): void {
  for (let requests = 0; requests < 200; requests += 1) {
    tracker.budget = requests % 2 === 0 ? 1 : 2;
    try {
      tracker.run(plan(tracker, checked).steps);
      tracker.budget = Number.POSITIVE_INFINITY;
      return;
    } catch (error) {
      if (!(error instanceof Died)) throw error;
    }
  }
  throw new Error("the run never got through");
}
