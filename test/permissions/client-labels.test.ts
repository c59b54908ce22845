import { PermissionFlagsBits } from "discord-api-types/v10";
import { describe, expect, test } from "vitest";
import { clientLabel, flagOfLabel } from "../../src/permissions/client-labels.ts";
import { bitsOf, FLAG_NAMES } from "../../src/permissions/flags.ts";

describe("the client's words", () => {
  test("every permission is found by its words on both pages and by its documented name", () => {
    for (const name of FLAG_NAMES) {
      expect([flagOfLabel(clientLabel(name, "role")), flagOfLabel(clientLabel(name, "channel")), flagOfLabel(name)]).toEqual([
        name,
        name,
        name,
      ]);
    }
  });

  test("no two permissions share words", () => {
    expect(new Set(FLAG_NAMES.map((name) => clientLabel(name, "role"))).size).toBe(FLAG_NAMES.length);
    expect(new Set(FLAG_NAMES.map((name) => clientLabel(name, "channel"))).size).toBe(FLAG_NAMES.length);
  });

  test.each(Object.entries(PermissionFlagsBits))("the PascalCase name %s leads to its flag", (pascal, bit) => {
    const name = flagOfLabel(pascal);
    expect(name === null ? null : bitsOf([name])).toBe(bit);
  });

  test.each([
    ["Manage Permissions", "MANAGE_ROLES"],
    ["Timeout Members", "MODERATE_MEMBERS"],
    ["use voice activity", "USE_VAD"],
    ["Manage Server", "MANAGE_GUILD"],
    ["Manage Emojis and Stickers", "MANAGE_GUILD_EXPRESSIONS"],
    ["manage-messages", "MANAGE_MESSAGES"],
  ])("%s is %s", (label, name) => {
    expect(flagOfLabel(label)).toBe(name);
  });

  test.each(["", "Manage", "constructor", "@"])("%j is nobody's word", (label) => {
    expect(flagOfLabel(label)).toBeNull();
  });

  test("a channel's page says Manage Permissions, a role's page Manage Roles", () => {
    expect([clientLabel("MANAGE_ROLES", "channel"), clientLabel("MANAGE_ROLES", "role")]).toEqual(["Manage Permissions", "Manage Roles"]);
  });
});
