import { expect, test } from "vitest";
import { decodeRoleOwner } from "../../src/guild/role-owner.ts";

test.each([
  [undefined, null],
  [{}, null],
  [
    { bot_id: "950", integration_id: "77" },
    { kind: "bot", id: "950" },
  ],
  [
    { bot_id: "no id", integration_id: "77" },
    { kind: "integration", id: "77" },
  ],
  [{ integration_id: "77" }, { kind: "integration", id: "77" }],
  [{ integration_id: 77 }, null],
  [{ premium_subscriber: null }, { kind: "boosts" }],
  [{ integration_id: "77", subscription_listing_id: "78", available_for_purchase: null }, { kind: "subscription" }],
  [{ guild_connections: null }, { kind: "linked-accounts" }],
  [[], null],
])("the tags %j of a role say whose it is", (tags, owner) => {
  expect(decodeRoleOwner(tags)).toEqual(owner);
});
