import { describe, expect, test } from "vitest";
import { indexPolicy } from "../../src/policy/resolve.ts";
import { HEAD, policyOf } from "./policies.ts";

const policy = policyOf(`${HEAD}roles:
  Mod: { id: "101" }
  Named: {}
channels:
  Staff:
    id: "201"
    overwrites: { Mod: { allow: [VIEW_CHANNEL] }, Named: {}, "role:9": {}, "member:8": {} }
    channels:
      chat: { id: "202", overwrites: synced }
      talk: { id: "203", overwrites: {} }
      free: { id: "204" }
  general: { id: "205" }
`);
const index = indexPolicy(policy);

describe("what others ask of a policy", () => {
  test("a role by its handle, a channel by its path", () => {
    expect(index.role("Mod")?.id).toBe("101");
    expect(index.role("mod")).toBeNull();
    expect(index.channel("Staff/chat")?.id).toBe("202");
    expect(index.channel("chat")).toBeNull();
  });

  test("the target of an overwrite, as far as its id is known", () => {
    const staff = index.channel("Staff");
    const list = staff === null ? [] : (index.overwrites(staff) ?? []);
    expect(list.map(({ target }) => index.target(target))).toEqual([
      { type: "role", id: "101" },
      null,
      { type: "role", id: "9" },
      { type: "member", id: "8" },
    ]);
    expect(index.target({ kind: "role", handle: "nobody" })).toBeNull();
  });

  test("a synced channel has the overwrites of its category", () => {
    const [staff, chat, talk, free] = policy.channels;
    if (!staff || !chat || !talk || !free) throw new Error("four channels are listed");
    expect(index.overwrites(chat)).toBe(index.overwrites(staff));
    expect(index.overwrites(talk)).toEqual([]);
    expect(index.overwrites(free)).toBeNull();
    expect(index.overwrites({ ...chat, parent: null })).toBeNull();
    expect(index.overwrites({ ...chat, parent: "Staff/free" })).toBeNull();
  });

  test("the channels of a category", () => {
    const [staff, chat] = policy.channels;
    if (!staff || !chat) throw new Error("channels are listed");
    expect(index.children(staff).map(({ handle }) => handle)).toEqual(["chat", "talk", "free"]);
    expect(index.children(chat)).toEqual([]);
  });
});
