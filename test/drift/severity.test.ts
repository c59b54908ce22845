import { describe, expect, test } from "vitest";
import { severityOfGrant, type Grant } from "../../src/drift/severity.ts";
import { bitsOf, type PermissionName } from "../../src/permissions/flags.ts";

type Row = readonly [
  audience: Grant["audience"],
  reach: Grant["reach"],
  privateChannel: boolean,
  granted: PermissionName,
  severity: string,
];

const TABLE: readonly Row[] = [
  ["role", "guild", true, "ADMINISTRATOR", "critical"],
  ["everyone", "guild", true, "ADMINISTRATOR", "critical"],
  ["role", "guild", true, "MANAGE_ROLES", "high"],
  ["role", "guild", true, "MANAGE_GUILD", "high"],
  ["role", "guild", true, "MANAGE_WEBHOOKS", "high"],
  ["role", "guild", true, "MANAGE_CHANNELS", "high"],
  ["everyone", "guild", true, "MANAGE_ROLES", "critical"],
  ["everyone", "channel", false, "MANAGE_WEBHOOKS", "critical"],
  ["role", "channel", false, "MANAGE_CHANNELS", "high"],
  ["member", "channel", false, "MANAGE_ROLES", "high"],
  ["everyone", "channel", true, "VIEW_CHANNEL", "high"],
  ["everyone", "guild", true, "VIEW_CHANNEL", "high"],
  ["role", "channel", true, "VIEW_CHANNEL", "medium"],
  ["member", "channel", true, "VIEW_CHANNEL", "medium"],
  ["everyone", "channel", false, "VIEW_CHANNEL", "medium"],
  ["role", "channel", false, "VIEW_CHANNEL", "low"],
  ["role", "guild", true, "BAN_MEMBERS", "high"],
  ["role", "guild", true, "MODERATE_MEMBERS", "high"],
  ["role", "guild", true, "MENTION_EVERYONE", "high"],
  ["everyone", "channel", false, "MENTION_EVERYONE", "high"],
  ["role", "channel", false, "MANAGE_MESSAGES", "medium"],
  ["member", "channel", true, "MANAGE_MESSAGES", "medium"],
  ["everyone", "channel", false, "SEND_MESSAGES", "medium"],
  ["role", "channel", false, "SEND_MESSAGES", "low"],
  ["role", "guild", true, "SEND_MESSAGES", "low"],
  ["role", "guild", true, "BIT_60", "low"],
];

describe("severity: what is granted, and to whom", () => {
  test.each(TABLE)("%s, %s, private %s: %s is %s", (...[audience, reach, privateChannel, name, severity]) => {
    expect(severityOfGrant({ audience, reach, privateChannel, granted: bitsOf([name]) })).toBe(severity);
  });

  test.each(["everyone", "role", "member"] as const)("to take rights away from %s is low", (audience) => {
    expect(severityOfGrant({ audience, reach: "guild", privateChannel: true, granted: 0n })).toBe("low");
  });

  test("the worst of what is granted counts", () => {
    const granted = bitsOf(["SEND_MESSAGES", "ADMINISTRATOR", "VIEW_CHANNEL"]);
    expect(severityOfGrant({ audience: "role", reach: "guild", privateChannel: true, granted })).toBe("critical");
  });
});
