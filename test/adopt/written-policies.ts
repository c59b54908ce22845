/** Policies as people write them, at random: in braces and in blocks, with sets, comments, blank lines, anchors and merge keys. */
import fc from "fast-check";
import { GUILD } from "../guild.ts";

const FLAGS = ["VIEW_CHANNEL", "SEND_MESSAGES", "ADD_REACTIONS", "READ_MESSAGE_HISTORY", "KICK_MEMBERS", "CONNECT"] as const;
export const ROLES = ["101", "102", "103", "104"] as const;
export const CATEGORIES = ["201", "202"] as const;
export const CHANNELS = ["203", "204", "205", "206"] as const;

/** How something is written, drawn as it is needed. */
export class Hand {
  private readonly numbers: Iterator<number>;
  private comments = 0;
  constructor(numbers: Iterator<number>) {
    this.numbers = numbers;
  }
  pick<Item>(items: readonly Item[]): Item {
    const item = items[Number(this.numbers.next().value) % items.length];
    if (item === undefined) throw new Error("there is nothing to pick from");
    return item;
  }
  chance(oneIn: number): boolean {
    return this.pick(Array.from({ length: oneIn }, (_, index) => index === 0));
  }
  /** `note`: about more than what goes with an item or an entry that goes. */
  comment(word: "note" | "item" = "note"): string {
    return this.chance(4) ? `  # ${word} ${++this.comments}` : "";
  }
  above(indent: string): string[] {
    return this.chance(6) ? [`${indent}# about ${++this.comments}`] : [];
  }
}

export const hands: fc.Arbitrary<Hand> = fc.infiniteStream(fc.nat({ max: 1_000_000 })).map((numbers) => new Hand(numbers));

function list(hand: Hand, not: readonly string[] = []): string[] {
  const items = FLAGS.filter((flag) => !not.includes(flag) && hand.chance(3)) as string[];
  return not.length === 0 && hand.chance(3) ? [hand.pick(["$read", "$write"]), ...items] : items;
}

/** `key: [..]` on one line, on several, or as a block. */
function listLines(indent: string, { key, items }: { readonly key: string; readonly items: readonly string[] }, hand: Hand): string[] {
  const style = items.length === 0 ? 0 : hand.pick([0, 0, 0, 1, 2, 3]);
  if (style === 1) return [`${indent}${key}:${hand.comment()}`, ...items.map((item) => `${indent}  - ${item}${hand.comment("item")}`)];
  if (style === 2) return [`${indent}${key}: [`, ...items.map((item) => `${indent}  ${item},${hand.comment("item")}`), `${indent}]`];
  if (style === 3 && items.length > 1)
    return [`${indent}${key}: [${items[0]},`, `${indent}   ${items.slice(1).join(", ")}]${hand.comment()}`];
  return [`${indent}${key}: [${items.join(", ")}]${hand.comment()}`];
}

function roleLines(id: string, name: string, hand: Hand): string[] {
  const top = hand.above("  ");
  const kind = hand.pick(["permissions", "permissions", "at-most", "none"]);
  const items = list(hand);
  if (hand.chance(3)) {
    const held = kind === "none" ? "" : `, ${kind}: [${items.join(", ")}]`;
    return [...top, `  ${name}: { id: "${id}"${held} }${hand.comment()}`];
  }
  const lines = [...top, `  ${name}:${hand.comment()}`, `    id: '${id}'${hand.comment()}`];
  return kind === "none" ? lines : [...lines, ...listLines("    ", { key: kind, items }, hand)];
}

function overwrite(hand: Hand): string {
  const allow = list(hand);
  const given = allow.flatMap((item) => (item.startsWith("$") ? FLAGS : [item]));
  const deny = list(hand, given.length === 0 ? ["KICK_MEMBERS"] : given);
  const parts = [
    ...(allow.length === 0 ? [] : [`allow: [${allow.join(", ")}]`]),
    ...(deny.length === 0 ? [] : [`deny: [${deny.join(", ")}]`]),
  ];
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}

const TARGETS = ['"@everyone"', "a", "b", "c", '"member:901"', '"role:666"'];

function overwritesLines(
  indent: string,
  hand: Hand,
  context: { readonly synced: boolean; readonly anchors: string[]; readonly roles: readonly string[] },
): string[] {
  const { synced, anchors } = context;
  const way = hand.pick(synced ? ["synced", "synced", "own", "alias", "none"] : ["own", "own", "own", "alias", "none", "merge"]);
  if (way === "none") return [];
  if (way === "synced") return [`${indent}overwrites: synced${hand.comment()}`];
  if (way === "alias" && anchors.length > 0) return [`${indent}overwrites: *${hand.pick(anchors)}${hand.comment()}`];
  return mapLines(indent, hand, { ...context, merges: way === "merge" });
}

function mapLines(
  indent: string,
  hand: Hand,
  { anchors, roles, merges }: { readonly anchors: string[]; readonly roles: readonly string[]; readonly merges: boolean },
): string[] {
  const targets = TARGETS.filter((target) => (/^[abc]$/.test(target) ? roles.includes(target) : true) && hand.chance(3));
  const anchor = hand.chance(3) ? `ow${anchors.length}` : null;
  const named = anchor === null ? "" : ` &${anchor}`;
  const merge = merges ? [`${indent}  <<: *base${hand.comment()}`] : [];
  const lines = [
    ...merge,
    ...targets.flatMap((target) => [...hand.above(`${indent}  `), `${indent}  ${target}: ${overwrite(hand)}${hand.comment()}`]),
  ];
  if (anchor !== null) anchors.push(anchor);
  if (lines.length === 0) return [`${indent}overwrites:${named} {}${hand.comment()}`];
  return [`${indent}overwrites:${named}${hand.comment()}`, ...lines];
}

/** A whole policy. Ids and names are of the small guilds that the tests make. */
export function writePolicy(hand: Hand): string {
  const roles = ROLES.map((id, index) => [id, "abcd"[index] ?? ""] as const).filter(() => !hand.chance(4));
  const anchors: string[] = [];
  const names = roles.map(([, name]) => name);
  const channelLines = (id: string, indent: string, synced: boolean): string[] => {
    const own = overwritesLines(`${indent}  `, hand, { synced, anchors, roles: names });
    const type = hand.chance(2) ? [`${indent}  type: text${hand.comment()}`] : [];
    const [flow = ""] = own;
    if (own.length === 1 && !/[#&*]/.test(flow) && hand.chance(2))
      return [`${indent}c${id}: { id: "${id}", ${flow.trim()} }${hand.comment()}`];
    return [...hand.above(indent), `${indent}c${id}:${hand.comment()}`, `${indent}  id: "${id}"`, ...type, ...own];
  };
  const rest: string[] = CHANNELS.filter(() => !hand.chance(4));
  const take = (): string[] => rest.splice(0, hand.pick([0, 1, 2]));
  const categories = CATEGORIES.filter(() => !hand.chance(4)).flatMap((id) => {
    const own = overwritesLines("    ", hand, { synced: false, anchors, roles: names });
    const children = take().flatMap((child) => channelLines(child, "      ", own.length > 0));
    return [
      ...hand.above("  "),
      `  c${id}:`,
      `    id: "${id}"`,
      `    type: category${hand.comment()}`,
      ...own,
      ...(children.length === 0 ? [] : ["    channels:", ...children]),
      ...(hand.chance(2) ? [""] : []),
    ];
  });
  return [
    "# the agreement",
    "x-base: &base",
    "  b: { deny: [VIEW_CHANNEL] }",
    "version: 1",
    `guild: "${GUILD}"${hand.comment()}`,
    ...(hand.chance(2) ? ['owner: "900"'] : []),
    ...(hand.chance(2) ? [`require-2fa: true${hand.comment()}`] : []),
    "",
    "sets:",
    "  read: [VIEW_CHANNEL, READ_MESSAGE_HISTORY]  # to look",
    "  write: [$read, SEND_MESSAGES]",
    "",
    "roles:",
    `  "@everyone": { permissions: [$write] }`,
    ...roles.flatMap(([id, name]) => roleLines(id, name, hand)),
    "channels:",
    ...categories,
    ...rest.flatMap((id) => channelLines(id, "  ", false)),
    "",
  ].join("\n");
}
