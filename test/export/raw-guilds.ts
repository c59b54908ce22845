// Raw answers of random guilds, with every name and every combination of overwrites that Discord might send.
import fc from "fast-check";
import { decodeSnapshot } from "../../src/guild/decode.ts";
import type { Snapshot } from "../../src/guild/snapshot.ts";

export const GUILD = "100";

export interface RawOverwrite {
  id: string;
  type: number;
  allow: string;
  deny: string;
}

export interface RawRole {
  id: string;
  name: string;
  permissions: string;
  position: number;
  managed: boolean;
  tags?: object;
}

export interface RawChannel {
  id: string;
  name: string;
  type: number;
  parent_id: string | null;
  position: number;
  permission_overwrites: RawOverwrite[] | null;
}

export interface RawGuild {
  guild: { id: string; name: string; owner_id: string; mfa_level: number; roles: RawRole[] };
  channels: RawChannel[];
  self: unknown;
}

export const ODD_NAMES: readonly string[] = [
  "yes",
  "No",
  "oFf",
  "y",
  "~",
  "null",
  "Null",
  "true",
  "1",
  "1e3",
  "0x1F",
  "0o7",
  "12:30",
  "2001-01-01",
  ".inf",
  "-",
  "- a",
  "?",
  "? a",
  "member:x",
  "role:1",
  "role:",
  "$set",
  "$",
  "@everyone",
  "@here",
  "#general",
  "a: b",
  "a:",
  ":a",
  "a #b",
  "<<",
  "=",
  "---",
  "...",
  "|",
  ">",
  'say "hi"',
  "it's",
  `'"`,
  "\\",
  "a\\",
  "a,b",
  "[x]",
  "{}",
  "{",
  "&a",
  "*a",
  "*",
  "?*",
  "!a",
  "%a",
  "`a`",
  "a/b",
  "/",
  "a",
  "b",
  "c/d",
  " ",
  "  a",
  "a ",
  "\u00A0",
  "\u3164",
  "\u2800",
  "\u200B",
  "a\nb",
  "a\tb",
  "\r\n",
  "\0",
  "\u0085",
  "\u2028",
  "\uFEFF",
  "\u007F",
  "\uD800",
  "x\uDC00",
  "שלום",
  "مرحبا",
  "\u202Eabc",
  "😀",
  "👩‍👩‍👧",
  "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
  "🔊・voice",
  "é",
  "e\u0301",
  "__proto__",
  "constructor",
  "a".repeat(100),
  "😀".repeat(100),
  "\u0001".repeat(100),
  '"'.repeat(100),
  "\u{E0001}".repeat(100),
  "a (2)",
  "b (2)",
  "synced",
  "channels",
  "x-y",
];

const names = fc.oneof(
  fc.constantFrom(...ODD_NAMES),
  fc.constantFrom("a", "b", "a/b"),
  fc.string({ unit: "binary", minLength: 1, maxLength: 12 }),
);
const bits = fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 60n }), fc.constantFrom(0n, 1024n, 68608n, 2n ** 90n)).map(String);

const overwrites = fc.uniqueArray(
  fc.record<RawOverwrite>({
    id: fc.constantFrom(GUILD, "101", "102", "103", "666", "901", "902"),
    type: fc.constantFrom(0, 0, 1),
    allow: bits,
    deny: bits,
  }),
  { selector: (overwrite) => `${overwrite.type}:${overwrite.id}`, maxLength: 4 },
);

const tags = fc.constantFrom(
  undefined,
  {},
  { bot_id: "950" },
  { premium_subscriber: null },
  { integration_id: "77" },
  { guild_connections: null },
);

/** `like`: has the overwrites of its category, or almost. */
const channel = fc.record({
  name: names,
  type: fc.constantFrom(0, 2, 4, 4, 5, 13, 14, 15, 16, 99),
  parent: fc.nat(9),
  position: fc.nat(4),
  like: fc.constantFrom("own", "same", "same", "one more that is empty", "unknown"),
  overwrites,
});
type Channel = typeof channel extends fc.Arbitrary<infer Value> ? Value : never;

/** Without channels in categories that the answer lacks. */
export const rawGuilds: fc.Arbitrary<RawGuild> = fc
  .record({
    everyone: bits,
    mfa: fc.constantFrom(0, 1),
    name: names,
    roles: fc.array(fc.record({ name: names, permissions: bits, managed: fc.boolean(), tags, position: fc.nat(5) }), { maxLength: 8 }),
    channels: fc.array(channel, { maxLength: 10 }),
    self: fc.constantFrom(null, { user: { id: "800" }, roles: [] }, { user: { id: "900" }, roles: [] }),
  })
  .map(({ everyone, mfa, name, roles, channels, self }) => ({
    guild: {
      id: GUILD,
      name,
      owner_id: "900",
      mfa_level: mfa,
      roles: [
        { id: GUILD, name: "@everyone", permissions: everyone, position: 0, managed: false },
        ...roles.map(({ tags: its, ...role }, index) => ({
          ...role,
          id: String(101 + index),
          ...(its === undefined ? {} : { tags: its }),
        })),
      ],
    },
    channels: rawChannels(channels),
    self,
  }));

function rawChannels(channels: readonly Channel[]): RawChannel[] {
  const ids = channels.map((_, index) => String(201 + index));
  return channels.map(({ name, type, parent, position, ...one }, index) => {
    const above = type !== 4 && channels[parent]?.type === 4 ? channels[parent] : undefined;
    return {
      id: ids[index] ?? "",
      name,
      type,
      parent_id: above === undefined ? null : (ids[parent] ?? null),
      position,
      permission_overwrites: overwritesOf(one, above),
    };
  });
}

function overwritesOf(
  { like, overwrites: own }: Pick<Channel, "like" | "overwrites">,
  category: Channel | undefined,
): RawOverwrite[] | null {
  const theirs = category === undefined || category.like === "unknown" ? null : category.overwrites;
  switch (like) {
    case "unknown":
      return null;
    case "same":
      return [...(theirs ?? own)];
    case "one more that is empty":
      return [...(theirs ?? own), { id: "999", type: 1, allow: "0", deny: "0" }];
    case "own":
      return [...own];
  }
}

export function snapshotOf(raw: { guild: unknown; channels: unknown; self: unknown }): Snapshot {
  const decoded = decodeSnapshot(raw);
  if (!decoded.ok) throw new Error(decoded.problems.join(" "));
  return decoded.value;
}

/** The same answers in another order. */
export function shuffled(raw: RawGuild, dice: () => number): RawGuild {
  const mix = <Item>(items: readonly Item[]): Item[] =>
    items
      .map((item) => ({ item, by: dice() }))
      .toSorted((left, right) => left.by - right.by)
      .map(({ item }) => item);
  return {
    ...raw,
    guild: { ...raw.guild, roles: mix(raw.guild.roles) },
    channels: mix(raw.channels).map((one) => ({
      ...one,
      permission_overwrites: one.permission_overwrites === null ? null : mix(one.permission_overwrites),
    })),
  };
}
