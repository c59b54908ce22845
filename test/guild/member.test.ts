import { describe, expect, test } from "vitest";
import { decodeMember } from "../../src/guild/member.ts";
import { isSnowflake } from "../../src/permissions/snowflake.ts";

const raw = { user: { id: "42", username: "ada", global_name: null }, nick: null, roles: ["7"] };
const read = (changes: object): ReturnType<typeof decodeMember> => {
  const id = "42";
  if (!isSnowflake<"user">(id)) throw new Error("42 is an id");
  return decodeMember({ ...raw, ...changes }, id);
};

describe("decoding a member", () => {
  test("roles, name and the end of a timeout are read", () => {
    const communication_disabled_until = "2026-11-25T00:00:00+00:00";
    expect(read({ communication_disabled_until })).toEqual({
      ok: true,
      value: { id: "42", name: "ada", roles: ["7"], timeoutUntil: Date.parse(communication_disabled_until) },
    });
  });

  test.each([
    [{ nick: "Captain", user: { id: "42", global_name: "Ada", username: "ada" } }, "Captain"],
    [{ user: { id: "42", global_name: "Ada", username: "ada" } }, "Ada"],
    [{ nick: "", user: { id: "42", global_name: 5, username: "ada" } }, "ada"],
    [{ user: undefined }, null],
  ])("%j is called %j", (changes, name) => {
    expect(read(changes)).toMatchObject({ ok: true, value: { name, timeoutUntil: null } });
  });

  test.each([
    [{ roles: undefined }],
    [{ roles: ["x"] }],
    [{ user: { id: "43" } }],
    [{ communication_disabled_until: "soon" }],
    [{ communication_disabled_until: 5 }],
  ])("%j is not guessed at", (changes) => {
    expect(read(changes).ok).toBe(false);
  });
});
