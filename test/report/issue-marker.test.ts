import fc from "fast-check";
import { expect, test } from "vitest";
import { BODY_LENGTH } from "../../src/report/issues/body.ts";
import { identityPart, MARKED_FINDINGS, printMarker, readMarker, type Marker } from "../../src/report/issues/marker.ts";
import { planIssues } from "../../src/report/issues/plan.ts";
import { bits, change, finding, report, userId } from "./findings.ts";
import { Tracker } from "./tracker.ts";

const print = fc.stringMatching(/^[\da-f]{18}$/);
const marker: fc.Arbitrary<Marker> = fc.record({
  guild: fc.constant("81384788765712384"),
  identity: fc.string({ unit: "binary", maxLength: 60 }).map((text) => `role:${identityPart(text)}`),
  rev: fc.integer({ min: 1, max: 999_999_999 }),
  difference: print,
  content: print,
  flags: fc.subarray(["assign", "gone"] as const),
  findings: fc.array(
    fc.record({ key: print, difference: print, status: fc.constantFrom("e", "p", "n"), severity: fc.constantFrom("c", "h", "m", "l") }),
    { maxLength: 5 },
  ),
});

test("a marker reads back as it was printed, whatever the handle", () => {
  fc.assert(
    fc.property(marker, (one) => {
      expect(readMarker(`text\n\n${printMarker(one)}\n`)).toEqual(one);
    }),
  );
});

test("two handles never share an identity", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (left, right) => {
      fc.pre(left.toWellFormed() !== right.toWellFormed());
      expect(identityPart(left)).not.toBe(identityPart(right));
    }),
  );
});

test("reading never throws", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readMarker(`<!-- permission-drift:issue${text} -->`)).toBeNull();
    }),
  );
});

const long = "@`#".repeat(34).slice(0, 100);
const worst = (index: number): ReturnType<typeof finding> =>
  finding({
    kind: "overwrite.unexpected",
    severity: "medium",
    subject: { type: "channel", id: "202", name: long },
    target: { type: "role", id: `${10_000 + index}`, name: long },
    live: { kind: "overwrite", allow: bits("VIEW_CHANNEL"), deny: 0n },
    granted: 2n ** 53n - 1n,
    revoked: 2n ** 53n - 1n,
    attribution: {
      status: "partial",
      why: long.repeat(10),
      changes: [change({ actor: { id: userId("1"), name: long, bot: true }, reason: long.repeat(5) })],
    },
    note: long.repeat(10),
  });

test("bodies and comments fit, whatever is found, and say what was cut", () => {
  const options = { labels: [], assignees: [], maxIssues: 10 };
  const tracker = new Tracker();
  for (const count of [1, 15, 100, 2_000]) {
    const checked = report(Array.from({ length: count }, (_, index) => worst(index)));
    tracker.run(planIssues({ report: checked, tracked: tracker.tracked(), options }).steps);
    expect(planIssues({ report: checked, tracked: tracker.tracked(), options }).steps).toEqual([]);
    for (const text of [tracker.get(1).body, ...tracker.get(1).comments]) expect(text.length).toBeLessThan(BODY_LENGTH);
  }
  expect(tracker.get(1).body).toContain("_Shortened:");
  expect(tracker.get(1).body).toContain("more that are not shown here");
  expect(readMarker(tracker.get(1).body)?.findings).toHaveLength(MARKED_FINDINGS);
});

test("a roll-up shows every finding that its marker accepts, however long the names are", () => {
  const many = Array.from({ length: 300 }, (_, index) => ({
    ...worst(0),
    key: `k${index}`,
    subject: { type: "role" as const, id: `${index + 1}`, name: `${index} ${long}` },
  }));
  const tracker = new Tracker();
  tracker.run(planIssues({ report: report(many), tracked: [], options: { labels: [], assignees: [], maxIssues: 0 } }).steps);
  const { body } = tracker.get(1);
  expect(body.length).toBeLessThan(BODY_LENGTH);
  expect(body.match(/^- \*\*/gm)).toHaveLength(readMarker(body)?.findings.length ?? 0);
});
