/** The JSON of a review: the keys that others rely on. */
import { expect, test } from "vitest";
import { printJson } from "../../../src/report/json/value.ts";
import { reviewJson } from "../../../src/report/review/json.ts";
import { reviewOf, type Edits } from "../../review/policies.ts";

function jsonOf(edits: Edits): unknown {
  return JSON.parse(printJson(reviewJson({ ...reviewOf(edits), live: null }), 2));
}

test("a change has its objects, its bits and its place", () => {
  expect(jsonOf([["overwrites: {} }", "overwrites: { Helper: { allow: [MANAGE_WEBHOOKS] } } }"]])).toEqual({
    version: 1,
    result: "escalation",
    changes: [
      {
        kind: "overwrite.added",
        subject: { type: "channel", id: "204", name: "general" },
        target: { type: "role", id: "Helper", name: "Helper" },
        before: null,
        after: { allow: { bits: "536870912", names: ["MANAGE_WEBHOOKS"] }, deny: { bits: "0", names: [] } },
        granted: ["MANAGE_WEBHOOKS"],
        revoked: [],
        effect: [
          {
            who: { type: "role", id: "Helper", name: "Helper" },
            channels: [{ id: "204", name: "general" }],
            gained: ["MANAGE_WEBHOOKS"],
            lost: [],
          },
        ],
        severity: "high",
        escalation: true,
        why: "Helper gets Manage Webhooks in general",
        smallPrint: false,
        policy: { file: "permissions.yaml", line: 24, column: 51, side: "head" },
      },
    ],
    effect: [
      {
        who: { type: "role", id: "Helper", name: "Helper" },
        channels: [{ id: "204", name: "general" }],
        gained: ["MANAGE_WEBHOOKS"],
        lost: [],
      },
    ],
    brokenRules: [],
    notes: [],
    live: null,
  });
});

test("what only the policy has stands there as in the file", () => {
  expect(jsonOf([["severity: high", "severity: low"]])).toMatchObject({
    changes: [
      {
        kind: "rule.changed",
        subject: { type: "rule", id: "no-pings", name: "no-pings" },
        before: { permissions: ["BAN_MEMBERS", "MENTION_EVERYONE"], never: ["@everyone", "Helper"], severity: "high" },
        after: { severity: "low" },
        escalation: true,
      },
    ],
  });
});

test("a broken rule has its place and those of the grants", () => {
  expect(jsonOf([["ADD_REACTIONS] }", "ADD_REACTIONS, MENTION_EVERYONE] }"]])).toMatchObject({
    result: "broken-rule",
    brokenRules: [
      {
        name: "no-pings",
        line: 29,
        column: 3,
        breaches: [
          {
            who: { type: "role", id: "100", name: "@everyone" },
            permissions: ["MENTION_EVERYONE"],
            channels: [],
            policy: { line: 6, column: 18 },
          },
        ],
      },
    ],
  });
});
