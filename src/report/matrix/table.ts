/** The matrix as a table for a terminal: channels down, roles across, in blocks where the roles are too many for one line. */
import { groupBy } from "../../drift/group-by.ts";
import type { LiveChannel, LiveRole } from "../../guild/snapshot.ts";
import { textWidth } from "../../policy/text-width.ts";
import { isWritten, listed, permissionInFull, roleWords } from "../explain/names.ts";
import { type Cell, type MatrixAnswer, rowReader } from "./answer.ts";
import { administrators, PERMISSION_LEGEND, permissionCell, SUMMARY_LEGEND, summaryOf } from "./cell.ts";
import { terminalText } from "../words/neutralise.ts";
import { sightNotes } from "../words/unseen.ts";
import { fit, padded, wrap } from "../words/wrap.ts";

const PLAIN_MARGINS = { first: "", next: "" };
const GAP = "  ";
/** In cells. */
const LONGEST_HEAD = 16;
const LONGEST_NAME = 32;

/** A line of the table: a heading without cells, or a channel. */
interface Line {
  readonly name: string;
  readonly channel: LiveChannel | null;
}

/** Roles that can do the same in every channel that is shown, so that one column serves all. */
interface Column {
  readonly roles: readonly LiveRole[];
  /** One a line. */
  readonly cells: readonly string[];
}

interface HeadedColumn extends Column {
  readonly head: string;
  readonly width: number;
}

/** Lines for a terminal of so many cells. */
export function matrixTable(answer: MatrixAnswer, width: number): string {
  const { permission } = answer;
  const lines = linesOf(answer);
  const columns = columnsOf(answer, lines);
  const room = Math.min(LONGEST_NAME, Math.floor(width * 0.4));
  const nameWidth = Math.min(room, Math.max(...lines.map(({ name }) => textWidth(name)), 1));
  const named = withNames(columns, answer);
  const isNarrow = named.reduce((sum, one) => sum + GAP.length + one.width, nameWidth) <= width;
  const headed = isNarrow && new Set(named.map(({ head }) => head)).size === named.length ? named : withNumbers(columns);
  const what = permission === null ? "What" : "Whether";
  const act = permission === null ? "can use" : `can use ${permissionInFull(permission.name, "channel")}`;
  const paragraphs = [
    wrap(`${what} a member with one role (and @everyone) ${act} in each channel.`, width, PLAIN_MARGINS),
    wrap(permission === null ? SUMMARY_LEGEND : PERMISSION_LEGEND, width, PLAIN_MARGINS),
    ...keyOf(headed, answer, width),
    ...blocksOf(headed, width - nameWidth).map((block) => blockText(block, lines, nameWidth)),
    ...sightNotes(answer).map((note) => wrap(note, width, PLAIN_MARGINS)),
  ];
  return `${paragraphs.join("\n\n")}\n`;
}

/** Categories as headings; what is in one is indented. */
function linesOf({ groups }: MatrixAnswer): readonly Line[] {
  return groups.flatMap(({ category, channels }) => [
    ...(category === null ? [] : [{ name: terminalText(category.name), channel: null }]),
    ...channels.map((channel) => ({ name: `${category === null ? "" : "  "}${channelName(channel)}`, channel })),
  ]);
}

function channelName(channel: LiveChannel): string {
  const name = terminalText(channel.name);
  return isWritten(channel) ? `#${name}` : `${name} (${terminalText(channel.type)})`;
}

function columnsOf(answer: MatrixAnswer, lines: readonly Line[]): readonly Column[] {
  const row = rowReader(answer);
  const all = administrators(answer);
  const rows = lines.map(({ channel }) => ({ channel, cells: channel === null ? [] : row(channel) }));
  const text = (role: LiveRole, channel: LiveChannel, cell: Cell): string => {
    if (answer.permission !== null) return permissionCell(cell) || "-";
    return all.has(role.id) ? "A" : summaryOf(cell.usable, channel.type) || "-";
  };
  const columns = answer.roles.map((role, at) => ({
    role,
    cells: rows.map(({ channel, cells }) => {
      const cell = cells[at];
      return channel === null || cell === undefined ? "" : text(role, channel, cell);
    }),
  }));
  const groups = groupBy(columns, ({ cells }) => cells.join(" "));
  return [...groups.values()].map((group) => ({ roles: group.map(({ role }) => role), cells: group[0]?.cells ?? [] }));
}

function underHead(column: Column, head: string): HeadedColumn {
  return { ...column, head, width: Math.max(textWidth(head), ...column.cells.map((cell) => cell.length)) };
}

/** Each column under its first role's name. */
function withNames(columns: readonly Column[], { snapshot }: MatrixAnswer): readonly HeadedColumn[] {
  return columns.map((column) => {
    const [first] = column.roles;
    const words = first === undefined ? "" : roleWords(first.id, snapshot);
    // No other role can pass for @everyone.
    const name = words.startsWith('"@') ? words : words.replaceAll(/^"|"$/g, "");
    return underHead(column, `${fit(name, LONGEST_HEAD)}${column.roles.length > 1 ? ` +${column.roles.length - 1}` : ""}`);
  });
}

function withNumbers(columns: readonly Column[]): readonly HeadedColumn[] {
  return columns.map((column, at) => underHead(column, String(at + 1)));
}

/** Which roles a column stands for, where its head does not say so. */
function keyOf(columns: readonly HeadedColumn[], { snapshot }: MatrixAnswer, width: number): readonly string[] {
  const isNumbered = columns.every(({ head }, at) => head === String(at + 1));
  const told = columns.filter(({ roles }) => isNumbered || roles.length > 1);
  const lines = told.map(({ head, roles }) => {
    const names = roles.map(({ id }) => roleWords(id, snapshot));
    return wrap(`${head}: ${listed(names)}`, width, { first: GAP, next: "      " });
  });
  return lines.length === 0 ? [] : [["Roles:", ...lines].join("\n")];
}

/** As many columns side by side as fit; at least one. */
function blocksOf(columns: readonly HeadedColumn[], room: number): readonly (readonly HeadedColumn[])[] {
  const blocks: HeadedColumn[][] = [[]];
  let left = room;
  for (const column of columns) {
    const cells = GAP.length + column.width;
    if (cells > left && (blocks.at(-1)?.length ?? 0) > 0) {
      blocks.push([]);
      left = room;
    }
    blocks.at(-1)?.push(column);
    left -= cells;
  }
  return blocks;
}

function blockText(columns: readonly HeadedColumn[], lines: readonly Line[], nameWidth: number): string {
  const head = [padded("", nameWidth), ...columns.map((column) => padded(column.head, column.width))];
  const rows = lines.map(({ name }, at) => [
    padded(fit(name, nameWidth), nameWidth),
    ...columns.map(({ cells, width }) => padded(cells[at] ?? "", width)),
  ]);
  return [head, ...rows].map((cells) => cells.join(GAP).trimEnd()).join("\n");
}
