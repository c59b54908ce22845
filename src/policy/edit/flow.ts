/** Items in brackets and entries in braces: one put in or taken out, the rest as it stands. */
import type { EditNode, Entry, ListNode, MapNode } from "./document.ts";
import { beginsLine, columnOf, isBlankLine, isCommentLine, lineEnd, lineEndOf, lineStart, nextLine, type Splice } from "./lines.ts";

type Collection = ListNode | MapNode;

/** What stands between the brackets, in the order of the file. */
function membersOf(collection: Collection): readonly (EditNode | Entry)[] {
  return collection.kind === "list" ? collection.items : collection.entries;
}

/** `behind`: the member that it follows, the last one where it is left out. */
interface NewMember {
  readonly piece: string;
  readonly behind?: EditNode | Entry | undefined;
}

/** Puts a member behind another one. */
export function insertInFlow(text: string, collection: Collection, { piece, behind }: NewMember): Splice[] {
  const last = behind ?? membersOf(collection).at(-1);
  if (last === undefined)
    return [{ from: collection.from, to: collection.to, text: collection.kind === "list" ? `[${piece}]` : `{ ${piece} }` }];
  const onOwnLine = beginsLine(text, startOf(last, text)) && lineEnd(text, last.to) < collection.to;
  if (!onOwnLine) return [{ from: last.to, to: last.to, text: `, ${piece}` }];
  const hasComma = /^\s*,/.test(text.slice(last.to, collection.to));
  const end = lineEnd(text, last.to);
  const margin = " ".repeat(columnOf(text, startOf(last, text)));
  return [
    ...(hasComma ? [] : [{ from: last.to, to: last.to, text: "," }]),
    { from: end, to: end, text: `${lineEndOf(text)}${margin}${piece}${hasComma ? "," : ""}` },
  ];
}

/** Takes a member out: its line where it has one of its own, else what is between it and its neighbour. */
export function removeFromFlow(text: string, collection: Collection, index: number): Splice[] {
  const members = membersOf(collection);
  const member = members[index];
  if (member === undefined) return [];
  if (members.length === 1) return [{ from: collection.from, to: collection.to, text: collection.kind === "list" ? "[]" : "{}" }];
  const from = startOf(member, text);
  if (isAloneOnLine(text, collection, member)) return [{ from: lineStart(text, from), to: nextLine(text, member.to), text: "" }];
  const next = members[index + 1];
  if (next !== undefined) return [{ from, to: startOf(next, text), text: "" }];
  const before = members[index - 1];
  return [{ from: before?.to ?? from, to: member.to, text: "" }];
}

function isAloneOnLine(text: string, collection: Collection, member: EditNode | Entry): boolean {
  if (!beginsLine(text, startOf(member, text)) || nextLine(text, member.to) > collection.to) return false;
  const rest = text.slice(member.to, lineEnd(text, member.to)).replace(/^\s*,/, "");
  return isBlankLine(rest) || isCommentLine(rest);
}

/** With its anchor. */
function startOf(member: EditNode | Entry, text: string): number {
  if ("key" in member) return member.from;
  return member.anchor === null ? member.from : text.lastIndexOf(`&${member.anchor}`, member.from);
}
