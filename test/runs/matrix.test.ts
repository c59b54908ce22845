import { describe, expect, test } from "vitest";
import { effective } from "../../src/effective/effective.ts";
import { decodeSnapshot } from "../../src/guild/decode.ts";
import { rightsOf } from "../../src/guild/rights.ts";
import { printJson } from "../../src/report/json/value.ts";
import { csvText, matrixCsv } from "../../src/report/matrix/csv.ts";
import { matrixJson } from "../../src/report/matrix/json.ts";
import { matrixTable } from "../../src/report/matrix/table.ts";
import { textWidth } from "../../src/policy/text-width.ts";
import { matrix } from "../../src/runs/matrix.ts";
import {
  channel,
  GUILD,
  id,
  role,
  teaHouse,
  withChannel,
  withOverwrites,
  withRole,
  type Wire,
  type WireChannel,
  type WireRole,
} from "./tea-house.ts";

interface Asked {
  readonly change?: (wire: Wire) => void;
  readonly channels?: readonly string[];
  readonly permission?: string;
}

async function ask({ change, channels = [], permission }: Asked = {}): Promise<Awaited<ReturnType<typeof matrix>>> {
  return await matrix({
    source: teaHouse(change),
    guild: GUILD,
    policy: null,
    progress: () => {},
    channels,
    permission: permission ?? null,
  });
}

const table = async (asked?: Asked, width = 120): Promise<string> => matrixTable(await ask(asked), width);
const csv = async (asked?: Asked): Promise<string> => matrixCsv(await ask(asked));
const json = async (asked?: Asked): Promise<unknown> => JSON.parse(printJson(matrixJson(await ask(asked)), 2));

/** The largest guild that Discord allows, with roles that differ. */
function grow({ guild, channels }: Wire): void {
  const roles = Array.from({ length: 249 }, (_, at): WireRole => {
    const bits = BigInt(at) << 20n;
    return { id: String(10_000n + BigInt(at)), name: `Guests of the ${at}th evening`, permissions: String(bits & ~8n), position: at + 1 };
  });
  guild.roles.splice(1, Infinity, ...roles);
  const many = Array.from({ length: 500 }, (_, at): WireChannel => {
    const overwrites = roles.slice(at % 200, (at % 200) + 20).map((one) => ({ id: one.id, type: 0, allow: "3072", deny: "0" }));
    const everyone = { id: GUILD, type: 0, allow: "0", deny: "1024" };
    return {
      id: String(20_000 + at),
      name: `room-${at}`,
      type: at < 20 ? 4 : (at % 2) * 2,
      position: at,
      parent_id: at < 20 ? null : String(20_000 + (at % 20)),
      permission_overwrites: [...overwrites, everyone],
    };
  });
  channels.splice(0, Infinity, ...many);
}

function empty({ channels }: Wire): void {
  channels.length = 0;
}

function all(changes: readonly ((wire: Wire) => void)[]): (wire: Wire) => void {
  return (wire) => {
    for (const change of changes) change(wire);
  };
}

describe("the table", () => {
  test("has the roles across, the highest first, and the channels down as in Discord", async () => {
    const lines = (await table()).split("\n");
    const head = lines.findIndex((line) => line.includes("Admin  Moderator"));
    expect(lines.slice(head).map((line) => line.slice(0, 21).trimEnd())).toEqual([
      "",
      "#rules",
      "Tea room",
      "  #general",
      "  #pictures",
      "  #news",
      "  Lounge (voice)",
      "  Stage (stage)",
      "Staff",
      "  #staff-chat",
      "  #staff-log",
      "  #help",
      "  Staff voice (voice)",
      "",
      "Channels that the bot",
      "",
    ]);
    expect(lines[head + 1]).toMatch(/^#rules +A +vsm +vm +v +v +v +vc$/);
    expect(lines[head + 9]).toMatch(/^ {2}#staff-chat +A +vsm +- +- +- +- +-$/);
  });

  test("roles that can do the same share a column, and the column says which they are", async () => {
    expect(await table()).toContain('Red +3: "Red", "Blue", "Server Booster" and @everyone');
  });

  test("where the names are too wide, columns are numbered", async () => {
    const narrow = await table({}, 80);
    expect(narrow).toContain('  2: "Moderator"\n');
    expect(narrow).toMatch(/^ {21} {2}1 {2}2 {4}3/m);
  });

  test.each([40, 80, 120])("no line is wider than %i cells, in the largest guild either", async (width) => {
    const tables = await Promise.all([table({}, width), table({ change: grow }, width)]);
    expect(Math.max(...tables.join("\n").split("\n").map(textWidth))).toBeLessThanOrEqual(width);
  });

  test("two roles whose names are cut to the same are not shown under one name", async () => {
    const names = ["Moderators of the tea room", "Moderators of the staff room"];
    const changes = names.map((name, at) => withRole(role(2 + at), { name }));
    expect(await table({ change: all(changes) }, 160)).toContain('2: "Moderators of the tea room"');
  });

  test("with a permission each cell says yes, no, or granted and of no use", async () => {
    const lines = (await table({ permission: "send messages" })).split("\n");
    expect(lines.find((line) => line.startsWith("#rules"))).toMatch(/^#rules +yes +yes +- +- +- +-$/);
    expect(lines.find((line) => line.includes("Stage"))).toMatch(/Stage \(stage\) +yes +\(yes\)/);
  });

  test("a category stands for its channels", async () => {
    const text = await table({ channels: ["Staff"] });
    expect(text).toContain("  #staff-chat");
    expect(text).not.toContain("general");
    expect(text).not.toContain("cannot see");
  });

  test("ADMINISTRATOR in an overwrite makes no administrator; with @everyone it makes all of them", async () => {
    const inOverwrite = withOverwrites(channel(1), { id: role(6), type: 0, allow: "8", deny: "0" });
    expect(await csv({ change: inOverwrite, channels: ["rules"] })).toContain(`${role(6)},"Red",v,`);
    const forEveryone = withRole(GUILD, { permissions: "8" });
    expect(await csv({ change: forEveryone, channels: ["rules"] })).toContain(`${role(6)},"Red",A,`);
  });

  test("a role named @everyone is told from everybody", async () => {
    const change = withRole(role(8), { name: "@everyone" });
    expect(await table({ change })).toMatch(/ "@everyone"$/m);
  });

  test("a permission for the whole server has no table", async () => {
    await expect(ask({ permission: "BAN_MEMBERS" })).rejects.toThrow("explain --permission BAN_MEMBERS");
  });

  test("a server without channels has an empty table", async () => {
    expect(await table({ change: empty })).toContain("What a member with one role");
    expect(await json({ change: empty })).toMatchObject({ channels: [], computed: {}, usable: {} });
  });
});

describe("the JSON", () => {
  test("has the documented keys, and every cell is what the engine says of it", async () => {
    const source = teaHouse();
    const decoded = decodeSnapshot({ guild: await source.guild(GUILD), channels: await source.channels(GUILD), self: null });
    if (!decoded.ok) throw new Error(decoded.problems.join());
    const guild = rightsOf(decoded.value);
    const cells = (key: "computed" | "usable"): object =>
      Object.fromEntries(
        guild.channels.map((place) => [
          place.id,
          Object.fromEntries(
            guild.roles.map((one) => [one.id, effective({ guild, channel: place }, { kind: "role", role: one.id })[key].toString()]),
          ),
        ]),
      );
    expect(await json()).toEqual({
      version: 1,
      guild: { id: GUILD, name: "Tea house" },
      roles: guild.roles.map((one) => one.id),
      channels: guild.channels.map((place) => place.id),
      computed: cells("computed"),
      usable: cells("usable"),
      permission: null,
      unknown: [],
      allChannelsSeen: false,
    });
  });

  test("with a permission the sets hold no other", async () => {
    const answer = await json({ channels: ["rules"], permission: "VIEW_CHANNEL" });
    expect(answer).toMatchObject({ permission: "VIEW_CHANNEL", usable: { [channel(1)]: { [role(1)]: "1024", [role(6)]: "1024" } } });
  });

  test("a channel of which nothing is known is named and has no cells", async () => {
    const change = withChannel(channel(9), { permission_overwrites: undefined });
    const answer = await json({ change });
    expect(answer).toMatchObject({ unknown: [channel(9)] });
    expect(answer).not.toHaveProperty(`computed.${channel(9)}`);
    expect(await table({ change })).toContain("Nothing can be said of #staff-chat");
    expect(await csv({ change })).not.toContain(channel(9));
  });
});

describe("the CSV", () => {
  test("has one row for each role in each channel, with ids", async () => {
    const lines = (await csv()).split("\r\n");
    expect(lines[0]).toBe("channel_id,channel,type,category_id,category,role_id,role,summary,computed,usable");
    expect(lines.length).toBe(1 + 12 * 10 + 1);
    const { usable } = (await json()) as { usable: Record<string, Record<string, string>> };
    expect(lines).toContain(
      `${channel(9)},"staff-chat","text",${channel(8)},"Staff",${role(2)},"Moderator",vsm,1432496500423,${usable[channel(9)]?.[role(2)]}`,
    );
  });

  test("with a permission it says yes or no", async () => {
    const lines = (await csv({ channels: ["staff-chat"], permission: "SEND_MESSAGES" })).split("\r\n");
    expect(lines[0]).toMatch(/,role,computed_SEND_MESSAGES,usable_SEND_MESSAGES$/);
    expect(lines.find((line) => line.includes(`,${role(3)},`))).toMatch(/,"Helper",yes,no$/);
  });

  test.each([
    ["=1+1", `"'=1+1"`],
    ["+a", `"'+a"`],
    ["-a", `"'-a"`],
    ["@everyone", `"'@everyone"`],
    ["＝1", `"'＝1"`],
    ["a;=1", `"a;'=1"`],
    ['a"=1', `"a""'=1"`],
    ["\t=1", `"'=1"`],
    ["a, b", `"a, b"`],
    ["a-b", `"a-b"`],
    ["a\r\nb", `"a b"`],
    ["", `""`],
  ])("the name %j is inert in a spreadsheet", (name, field) => {
    expect(csvText(name)).toBe(field);
  });
});

test("names from Discord stay text in the table, the CSV and the JSON", async () => {
  const evil = '\u001b[2J\n::error::x ##[group]a "\u202e @everyone';
  const change = ({ guild, channels }: Wire): void => {
    for (const thing of [...guild.roles.slice(1), ...channels]) thing.name = evil;
  };
  const active = /(?!\r?\n)[\p{Cc}\u202E]|^\s*::|##\[/mu;
  const answer = await ask({ change });
  for (const width of [80, 120]) expect(matrixTable(answer, width)).not.toMatch(active);
  expect(matrixCsv(answer).replaceAll("\r\n", "\n")).not.toMatch(active);
  expect(printJson(matrixJson(answer), 2)).not.toMatch(active);
});

test("the largest guild is done in a moment", async () => {
  const started = process.cpuUsage();
  const answer = await ask({ change: grow });
  const lengths = [matrixTable(answer, 80), matrixCsv(answer), printJson(matrixJson(answer), 2)].map(({ length }) => length);
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(10_000);
  expect(Math.min(...lengths)).toBeGreaterThan(100_000);
  expect(answer.matrix.channels[0]).toBe(id("20000"));
});
