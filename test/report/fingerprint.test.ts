import { describe, expect, test } from "vitest";
import { contentPrint, differencePrint } from "../../src/report/fingerprint.ts";
import { bits, finding } from "./findings.ts";

describe("the hash of a difference", () => {
  const desired = { kind: "permissions", bits: bits("KICK_MEMBERS", "SPEAK") } as const;
  const alone = { kind: "permissions", bits: bits("KICK_MEMBERS", "SPEAK", "ADMINISTRATOR") } as const;

  test("stays while what awaits rollout on the same field is carried out", () => {
    const before = finding({ desired, live: { kind: "permissions", bits: bits("KICK_MEMBERS", "ADMINISTRATOR", "CONNECT") }, alone });
    const half = finding({ desired, live: { kind: "permissions", bits: bits("KICK_MEMBERS", "ADMINISTRATOR") }, alone });
    const done = finding({ desired, live: alone });
    expect(differencePrint(half)).toBe(differencePrint(before));
    expect(differencePrint(done)).toBe(differencePrint(before));
    expect(contentPrint(done)).toBe(contentPrint(before));
  });

  test("changes with what the finding itself is about", () => {
    const live = { kind: "permissions", bits: bits("KICK_MEMBERS", "ADMINISTRATOR", "BAN_MEMBERS") } as const;
    const more = { kind: "permissions", bits: bits("KICK_MEMBERS", "SPEAK", "ADMINISTRATOR", "BAN_MEMBERS") } as const;
    expect(differencePrint(finding({ desired, live, alone: more }))).not.toBe(differencePrint(finding({ desired, live, alone })));
  });
});
