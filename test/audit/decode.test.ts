import { describe, expect, test } from "vitest";
import { decodeAuditPage } from "../../src/audit/decode.ts";

const id = "1574000000000000000";
const valid = { id, action_type: 31, user_id: "1102000000000000001", target_id: "1201000000000000102" };
const page = (...entries: unknown[]): object => ({ audit_log_entries: entries });
const decodeOne = (changes: object): ReturnType<typeof decodeAuditPage> => decodeAuditPage(page({ ...valid, ...changes }));

describe("decoding a page", () => {
  test.each([null, undefined, "page", 7, [], {}, { audit_log_entries: {} }, { audit_log_entries: null }])(
    "%j is no page, and never looks like an empty log",
    (answer) => {
      expect(decodeAuditPage(answer)).toEqual({ entries: [], problems: ["Discord's answer is no page of an audit log."] });
    },
  );

  test("an empty page is an empty log", () => {
    expect(decodeAuditPage(page())).toEqual({ entries: [], problems: [] });
  });

  test("entries stay in the order in which they came, with the time of their id", () => {
    const { entries } = decodeAuditPage(page({ ...valid, id: "1574000000000000009" }, valid));
    expect(entries.map((entry) => [entry.id, entry.at])).toEqual([
      ["1574000000000000009", "2026-11-22T09:54:03.505Z"],
      [id, "2026-11-22T09:54:03.505Z"],
    ]);
  });

  test.each([null, "entry", [], {}, { ...valid, id: 1574000000000000000 }, { ...valid, id: "first" }, { ...valid, id: null }])(
    "%j has no usable id and becomes a problem; its neighbours stay",
    (entry) => {
      const { entries, problems } = decodeAuditPage(page(entry, valid));
      expect(entries.map((kept) => kept.id)).toEqual([id]);
      expect(problems).toEqual(["The audit log has an entry without a usable id."]);
    },
  );

  test.each([
    [{ action_type: "31" }, "has an action type that is no number"],
    [{ action_type: undefined }, "has an action type that is no number"],
    [{ action_type: -1 }, "has an action type that is no number"],
    [{ user_id: 7 }, "has an actor whose id cannot be read"],
    [{ target_id: {} }, "has a target whose id cannot be read"],
    [{ changes: {} }, "has changes that are no list"],
    [{ changes: [null] }, "has a change that cannot be read"],
  ])("an entry with %j is kept, and the rest of it is told", (changes, problem) => {
    const { entries, problems } = decodeOne(changes);
    expect(entries).toHaveLength(1);
    expect(problems).toEqual([`Audit log entry ${id} ${problem}.`]);
  });

  test.each([
    { action_type: null },
    { user_id: null },
    { user_id: undefined },
    { target_id: null },
    { changes: null },
    { options: null },
    { reason: null },
  ])("an entry with %j is as Discord sends some", (changes) => {
    const { entries, problems } = decodeOne(changes);
    expect(entries).toHaveLength(1);
    expect(problems).toEqual([]);
  });

  test("a side that Discord left out is left out", () => {
    const { entries } = decodeOne({
      changes: [
        { key: "permissions", new_value: "8" },
        { key: "permissions", old_value: "8" },
        { key: "permissions", old_value: "8", new_value: "2" },
        { key: "permissions" },
        { key: "name", new_value: "y" },
        { key: "name", old_value: "x" },
        { key: "name", old_value: "x", new_value: "y" },
        { key: "icon_hash" },
      ],
    });
    expect(entries[0]?.changes).toStrictEqual([
      { key: "permissions", new: "8", granted: 8n, revoked: 0n },
      { key: "permissions", old: "8", granted: 0n, revoked: 8n },
      { key: "permissions", old: "8", new: "2", granted: 2n, revoked: 8n },
      { key: "permissions", granted: 0n, revoked: 0n },
      { key: "name", new: "y" },
      { key: "name", old: "x" },
      { key: "name", old: "x", new: "y" },
      { key: "icon_hash" },
    ]);
  });

  test("an actor goes by username; one whom the page lacks has no name", () => {
    const users = [{ id: valid.user_id, username: "ticket-bot", global_name: "Tickets", bot: true }];
    expect(decodeAuditPage({ ...page(valid), users }).entries[0]?.actor).toEqual({ id: valid.user_id, name: "ticket-bot", bot: true });
    expect(decodeAuditPage(page(valid)).entries[0]?.actor).toEqual({ id: valid.user_id, name: null, bot: false });
  });

  test("who is marked as no bot is none", () => {
    const users = [{ id: valid.user_id, username: "mara", bot: false }];
    expect(decodeAuditPage({ ...page(valid), users }).entries[0]?.actor?.bot).toBe(false);
  });

  test("only the target of command permissions can be a whole app", () => {
    const { entries } = decodeOne({ action_type: 28, options: { application_id: valid.target_id } });
    expect(entries[0]?.target?.type).toBe("user");
  });

  test.each([
    ["permissions_new", 8n, 0n],
    ["allow_new", 8n, 0n],
    ["deny", 0n, 8n],
    ["deny_new", 0n, 8n],
    ["color", undefined, undefined],
  ])("the key %s grants and revokes what it should", (key, granted, revoked) => {
    const change = decodeOne({ changes: [{ key, old_value: "0", new_value: "8" }] }).entries[0]?.changes[0];
    expect([change?.granted, change?.revoked]).toEqual([granted, revoked]);
  });

  test.each([
    ["57", 57],
    [57, 57],
    ["9007199254740993", "9007199254740993"],
    ["07", "07"],
    ["-1", "-1"],
    [null, null],
  ])("the count %j is read as %j", (sent, count) => {
    expect(decodeOne({ options: { count: sent } }).entries[0]?.options).toEqual({ count });
  });

  test("lists of the page that are broken cost names only", () => {
    const broken = { users: "many", webhooks: [null, 1, { id: "x", name: "y" }], integrations: null, threads: {} };
    expect(decodeAuditPage({ ...page(valid), ...broken }).problems).toEqual([]);
  });
});
