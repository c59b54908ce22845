import { describe, expect, test } from "vitest";
import { parseOverwrite } from "../../src/permissions/parse-overwrite.ts";

const id = "1201000000000000102";

describe("reading an overwrite", () => {
  test.each([0, "0", "role"])("type %j is a role", (type) => {
    expect(parseOverwrite({ id, type, allow: "1024", deny: "0" })).toEqual({ target: { type: "role", id }, allow: 1024n, deny: 0n });
  });

  test.each([1, "1", "member"])("type %j is a member", (type) => {
    expect(parseOverwrite({ id, type, allow: 0, deny: "9007199254740993" })).toEqual({
      target: { type: "member", id },
      allow: 0n,
      deny: 9_007_199_254_740_993n,
    });
  });

  test.each([
    null,
    [],
    "overwrite",
    {},
    { id, type: 2, allow: "0", deny: "0" },
    { id, allow: "0", deny: "0" },
    { id: Number(id), type: 0, allow: "0", deny: "0" },
    { id: "x", type: 1, allow: "0", deny: "0" },
    { id, type: 0, deny: "0" },
    { id, type: 0, allow: "0", deny: "-1" },
  ])("%j is no overwrite", (value) => {
    expect(parseOverwrite(value)).toBeNull();
  });
});
