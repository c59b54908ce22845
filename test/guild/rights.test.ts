import { describe, expect, test } from "vitest";
import { channelGroups, channelsInOrder, rolesInOrder } from "../../src/guild/order.ts";
import { channelsWithoutRights, rightsOf } from "../../src/guild/rights.ts";
import type { LiveChannel, LiveRole, Snapshot } from "../../src/guild/snapshot.ts";
import { isSnowflake, type Snowflake } from "../../src/permissions/snowflake.ts";

function id<Kind extends string>(text: string): Snowflake<Kind> {
  if (!isSnowflake<Kind>(text)) throw new Error(text);
  return text;
}

const role = (text: string, position: number): LiveRole => ({
  id: id(text),
  name: `role ${text}`,
  permissions: BigInt(text),
  position,
  managed: false,
  owner: null,
});

const channel = (text: string, position: number, changes: Partial<LiveChannel> = {}): LiveChannel => ({
  id: id(text),
  name: `channel ${text}`,
  type: "text",
  parent: null,
  position,
  overwrites: new Map(),
  ...changes,
});

function snapshotOf(roles: readonly LiveRole[], channels: readonly LiveChannel[]): Snapshot {
  return {
    guild: { id: id("100"), name: "Harbour", ownerId: id("900"), mfaLevel: 1 },
    roles: new Map(roles.map((one) => [one.id, one])),
    channels: new Map(channels.map((one) => [one.id, one])),
    self: null,
  };
}

describe("Discord's order", () => {
  test("the highest role is first, of two at one position the older, and @everyone is last", () => {
    const { roles, guild } = snapshotOf([role("100", 0), role("1000", 1), role("99", 1), role("103", 7), role("50", 0)], []);
    expect(rolesInOrder({ roles, guild }).map((one) => one.id)).toEqual(["103", "99", "1000", "50", "100"]);
  });

  test("channels without a category come first, text above voice, and a category before its channels", () => {
    const snapshot = snapshotOf(
      [],
      [
        channel("4", 1, { type: "category" }),
        channel("5", 0, { type: "voice", parent: id("4") }),
        channel("6", 9, { parent: id("4"), type: "forum" }),
        channel("7", 0, { type: "category" }),
        channel("8", 3, { type: "stage" }),
        channel("9", 4),
        channel("10", 4),
      ],
    );
    expect(channelsInOrder(snapshot).map((one) => one.id)).toEqual(["9", "10", "8", "7", "4", "6", "5"]);
    expect(channelGroups(snapshot).map(({ category }) => category?.id ?? null)).toEqual([null, "7", "4"]);
  });

  test("a channel whose category is not in the answer stands at the top", () => {
    const snapshot = snapshotOf([], [channel("5", 0, { parent: id("4") })]);
    expect(channelsInOrder(snapshot).map((one) => one.id)).toEqual(["5"]);
  });
});

describe("the rights of the live guild", () => {
  test("have the roles, the owner and the overwrites of the channels", () => {
    const overwrite = { target: { type: "role", id: id<"role">("100") }, allow: 0n, deny: 1024n } as const;
    const snapshot = snapshotOf(
      [role("100", 0), role("102", 1)],
      [channel("5", 0, { overwrites: new Map([["role:100", overwrite]]), type: "voice", parent: id("4") })],
    );
    expect(rightsOf(snapshot)).toEqual({
      id: "100",
      ownerId: "900",
      roles: [
        { id: "102", permissions: 102n },
        { id: "100", permissions: 100n },
      ],
      channels: [{ id: "5", type: "voice", parent: "4", overwrites: [overwrite] }],
    });
  });

  test("a channel whose overwrites are not known does not look as if it had none", () => {
    const snapshot = snapshotOf([role("100", 0)], [channel("5", 0, { overwrites: null }), channel("6", 1)]);
    expect(rightsOf(snapshot).channels.map((one) => one.id)).toEqual(["6"]);
    expect(channelsWithoutRights(snapshot).map((one) => one.id)).toEqual(["5"]);
  });
});
