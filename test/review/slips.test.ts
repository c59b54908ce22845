/** Changes that somebody might try to slip past a reviewer: every one of them is an escalation. */
import { describe, expect, test } from "vitest";
import { reviewTexts, short } from "./policies.ts";

const ROLES = `version: 1
guild: "100"
roles:
  "@everyone": { permissions: [VIEW_CHANNEL, SEND_MESSAGES] }
  Admin: { id: "101", permissions: [ADMINISTRATOR] }
  Mod: { id: "102", permissions: [KICK_MEMBERS] }
  Helper: { id: "103", permissions: [] }
`;

const WITHOUT_HELPER = ROLES.replace(/ {2}Helper.*\n/, "");

/** The policy with these overwrites of the channel desk. */
const desk = (overwrites: string, roles = ROLES): string => `${roles}channels:\n  desk: { id: "201", overwrites: ${overwrites} }\n`;

const STAFF_ONLY = '"@everyone": { deny: [VIEW_CHANNEL] }, Mod: { allow: [VIEW_CHANNEL] }';

interface Case {
  readonly name: string;
  readonly base: string;
  readonly head: string;
  readonly changes: readonly string[];
}

const UNLISTED: readonly Case[] = [
  {
    name: "a role that is no longer listed gets something by its id",
    base: desk("{}"),
    head: desk('{ "role:103": { allow: [MANAGE_WEBHOOKS] } }', WITHOUT_HELPER),
    changes: ["! overwrite.added desk>Helper high", "role.removed Helper medium"],
  },
  {
    name: "a role that is no longer listed comes to see a private channel by its id",
    base: desk(`{ ${STAFF_ONLY} }`),
    head: desk(`{ ${STAFF_ONLY}, "role:103": { allow: [VIEW_CHANNEL] } }`, WITHOUT_HELPER),
    changes: ["! overwrite.added desk>Helper medium", "role.removed Helper medium"],
  },
];

/** What the review says of it. */
function seen({ base, head }: Case): { readonly result: string; readonly changes: readonly string[] } {
  const { result, changes } = reviewTexts(base, head);
  return { result, changes: changes.map(short) };
}

describe("somebody can do more where", () => {
  test.each(UNLISTED)("$name", (one) => {
    expect(seen(one)).toEqual({ result: "escalation", changes: one.changes });
  });
});
