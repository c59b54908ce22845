import { describe, expect, test } from "vitest";
import { exportPolicy } from "../../src/export/export-policy.ts";
import type { PeopleNames } from "../../src/export/plan.ts";
import { bitsOf } from "../../src/permissions/flags.ts";
import { id } from "../guild.ts";
import { policyOf } from "../policy/policies.ts";
import { community, strangeNames } from "./odd-guilds.ts";
import { GUILD, snapshotOf, type RawGuild } from "./raw-guilds.ts";

const people: PeopleNames = new Map([
  [id<"user">("900"), "ada"],
  [id<"user">("902"), null],
  [id<"user">("950"), "carl\nbot: 1"],
]);

const exported = (raw: RawGuild): string => exportPolicy({ snapshot: snapshotOf(raw), people });

describe("golden exports", () => {
  test("a community as they are", async () => {
    await expect(exported(community)).toMatchFileSnapshot("../golden/export/community.yaml");
  });

  test("names that YAML, a terminal or the language could misread", async () => {
    await expect(exported(strangeNames)).toMatchFileSnapshot("../golden/export/strange-names.yaml");
  });
});

/** As large as Discord lets a server be: a third of the channels have left their category, and each has as many overwrites. */
function largest(overwrites: number): RawGuild {
  const lists = [
    bitsOf(["VIEW_CHANNEL", "READ_MESSAGE_HISTORY", "SEND_MESSAGES"]),
    bitsOf(["VIEW_CHANNEL", "CONNECT"]),
    bitsOf(["SEND_MESSAGES", "ADD_REACTIONS", "CREATE_PUBLIC_THREADS"]),
  ];
  const text = (place: number): string => String(lists[place % lists.length] ?? 0n);
  const own = (seed: number): RawGuild["channels"][number]["permission_overwrites"] =>
    Array.from({ length: overwrites }, (_, place) => ({
      id: String(1000 + ((seed * 7 + place) % 249)),
      type: 0,
      allow: text(place),
      deny: place % 3 === 2 ? "0" : text(2),
    }));
  return {
    guild: {
      id: GUILD,
      name: "Largest",
      owner_id: "900",
      mfa_level: 1,
      roles: [
        {
          id: GUILD,
          name: "@everyone",
          permissions: String(bitsOf(["VIEW_CHANNEL", "SEND_MESSAGES", "CONNECT"])),
          position: 0,
          managed: false,
        },
        ...Array.from({ length: 249 }, (_, place) => ({
          id: String(1000 + place),
          name: `role ${place}`,
          permissions: text(place),
          position: place + 1,
          managed: false,
        })),
      ],
    },
    channels: Array.from({ length: 500 }, (_, place) => ({
      id: String(2000 + place),
      name: `channel-${place}`,
      type: place % 50 === 0 ? 4 : 0,
      parent_id: place % 50 === 0 ? null : String(2000 + place - (place % 50)),
      position: place,
      permission_overwrites: own(place % 3 === 1 ? place : place - (place % 50)),
    })),
    self: null,
  };
}

describe("the largest server that Discord allows", () => {
  test("is written within seconds, as a policy that can be read", () => {
    const started = process.cpuUsage();
    const text = exported(largest(30));
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(5_000);
    expect(text.length).toBeGreaterThan(300_000);
    const policy = policyOf(text);
    expect([policy.roles.length, policy.channels.length]).toEqual([250, 500]);
  });
});
