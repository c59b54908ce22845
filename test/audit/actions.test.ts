import { AuditLogEvent } from "discord-api-types/v10";
import { describe, expect, test } from "vitest";
import { actionName, ACTIONS, canMoveRights, targetTypeOf, type AuditAction } from "../../src/audit/actions.ts";

function namesBySource(...sources: AuditAction["source"][]): Record<string, string> {
  return Object.fromEntries([...ACTIONS].filter(([, { source }]) => sources.includes(source)).map(([type, { name }]) => [type, name]));
}

/** AuditLogEvent.MemberRoleUpdate -> MEMBER_ROLE_UPDATE. */
function documentedName(pascal: string): string {
  return pascal.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase();
}

describe("action types", () => {
  test("the documented ones are those of discord-api-types", () => {
    const events = Object.entries(AuditLogEvent).filter((entry): entry is [string, AuditLogEvent] => typeof entry[1] === "number");
    expect(namesBySource("docs")).toEqual(Object.fromEntries(events.map(([name, type]) => [type, documentedName(name)])));
  });

  test("with those of the API description they are its list", async () => {
    // By a name that the compiler does not follow: the package's types are sources that do not compile under our settings.
    const packageName: string = "discord-api-spec";
    const spec = (await import(packageName)) as object;
    const { AuditLogActionTypes } = spec as { AuditLogActionTypes: Record<string, number> };
    // The description shortens this one name; the docs do not.
    const described = Object.entries(AuditLogActionTypes).map(([name, type]) => [type, name.replace("_COMM_", "_COMMUNICATION_")]);
    expect(namesBySource("docs", "spec")).toEqual(Object.fromEntries(described));
  });

  test("the undocumented ones are known by name", () => {
    expect(namesBySource("client")).toEqual({
      194: "CLYDE_AI_PROFILE_UPDATE",
      210: "GUILD_MEMBER_VERIFICATION_UPDATE",
      212: "GUILD_MIGRATE_PIN_PERMISSION",
      213: "GUILD_MIGRATE_BYPASS_SLOWMODE_PERMISSION",
    });
  });

  test("what nobody knows keeps its number", () => {
    expect([actionName(214), actionName(null), targetTypeOf(214), targetTypeOf(null)]).toEqual([
      "UNKNOWN_214",
      "UNKNOWN",
      "unknown",
      "unknown",
    ]);
  });

  test.each([
    [1, ["owner_id"], true],
    [1, ["mfa_level", "name"], true],
    [1, ["name", "icon_hash"], false],
    [11, ["permission_overwrites"], true],
    [11, ["parent_id"], true],
    [11, ["topic"], false],
    [14, ["allow"], true],
    [24, ["nick"], false],
    [24, ["$add"], true],
    [25, ["$remove"], true],
    [28, [], true],
    [30, ["name"], true],
    [31, ["permissions"], true],
    [31, ["color", "name"], false],
    [40, ["code"], false],
    [40, ["code", "role_ids"], true],
    [50, ["name"], true],
    [51, ["name"], false],
    [51, ["channel_id"], true],
    [81, ["scopes"], true],
    [110, ["name"], false],
    [121, ["81384788765712384"], true],
    [164, ["title"], false],
    [164, ["options"], true],
    [212, [], true],
    [213, [], true],
    [999, [], true],
    [null, [], true],
  ])("an entry of type %j that changes %j moves rights: %j", (type, keys, moves) => {
    expect(
      canMoveRights(
        type,
        keys.map((key) => ({ key })),
      ),
    ).toBe(moves);
  });
});
