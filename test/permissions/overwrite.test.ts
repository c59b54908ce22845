import { describe, expect, test } from "vitest";
import { difference, NEUTRAL, settled, type OverwriteBits } from "../../src/permissions/overwrite.ts";

const allowed = { allow: 1n, deny: 0n };
const denied = { allow: 0n, deny: 1n };
const both = { allow: 1n, deny: 1n };

describe("what a changed overwrite means", () => {
  test.each<[string, [OverwriteBits, OverwriteBits], { granted: bigint; revoked: bigint }]>([
    ["neutral to allow grants", [NEUTRAL, allowed], { granted: 1n, revoked: 0n }],
    ["deny to neutral grants", [denied, NEUTRAL], { granted: 1n, revoked: 0n }],
    ["deny to allow grants once", [denied, allowed], { granted: 1n, revoked: 0n }],
    ["allow to neutral revokes", [allowed, NEUTRAL], { granted: 0n, revoked: 1n }],
    ["neutral to deny revokes", [NEUTRAL, denied], { granted: 0n, revoked: 1n }],
    ["allow to deny revokes once", [allowed, denied], { granted: 0n, revoked: 1n }],
    ["allow wins where both are set, so denying as well changes nothing", [allowed, both], { granted: 0n, revoked: 0n }],
    ["taking the allow from both revokes", [both, denied], { granted: 0n, revoked: 1n }],
  ])("%s", (_name, [before, after], moved) => {
    expect(difference(before, after)).toEqual(moved);
  });

  test("settling leaves the deny that no allow overrules", () => {
    expect(settled({ allow: 0b011n, deny: 0b110n })).toEqual({ allow: 0b011n, deny: 0b100n });
  });
});
