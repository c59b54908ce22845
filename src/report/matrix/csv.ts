/** The matrix as CSV (RFC 4180): one row for each role in each channel. */
import { printBitfield } from "../../permissions/flags.ts";
import { everyoneRole } from "../../permissions/snowflake.ts";
import { administrators, permissionCell, summaryOf } from "./cell.ts";
import { type Cell, type MatrixAnswer, rowReader } from "./answer.ts";
import { terminalText } from "../words/neutralise.ts";
import type { LiveChannel, LiveRole } from "../../guild/snapshot.ts";

const COLUMNS = ["channel_id", "channel", "type", "category_id", "category", "role_id", "role"];

/** The whole file. Ids and sets are exact here; a spreadsheet keeps them so where their columns are read as text. */
export function matrixCsv(answer: MatrixAnswer): string {
  const { permission } = answer;
  const row = rowReader(answer);
  const all = administrators(answer);
  const values = (channel: LiveChannel, role: LiveRole, cell: Cell): readonly string[] => {
    if (permission !== null) return [yesOrNo(cell.computed), permissionCell(cell) === "yes" ? "yes" : "no"];
    const summary = all.has(role.id) ? "A" : summaryOf(cell.usable, channel.type);
    return [summary, printBitfield(cell.computed), printBitfield(cell.usable)];
  };
  const roles = answer.roles.map((role) => ({ role, text: roleOf(role, answer) }));
  const lines = answer.groups.flatMap(({ category, channels }) =>
    [...(category === null ? [] : [category]), ...channels].flatMap((channel) => {
      const place = placeOf(channel, category);
      return row(channel).flatMap((cell, at) => {
        const column = roles[at];
        return column === undefined ? [] : [`${place},${column.text},${values(channel, column.role, cell).join(",")}`];
      });
    }),
  );
  const head = permission === null ? ["summary", "computed", "usable"] : [`computed_${permission.name}`, `usable_${permission.name}`];
  return `${[[...COLUMNS, ...head].join(","), ...lines].join("\r\n")}\r\n`;
}

function yesOrNo(bits: bigint): string {
  return bits === 0n ? "no" : "yes";
}

function placeOf(channel: LiveChannel, category: LiveChannel | null): string {
  const inside = category === null || category === channel ? null : category;
  return [channel.id, csvText(channel.name), csvText(channel.type), inside?.id ?? "", csvText(inside?.name ?? "")].join(",");
}

function roleOf({ id, name }: LiveRole, { snapshot }: MatrixAnswer): string {
  return `${id},${csvText(id === everyoneRole(snapshot.guild.id) ? "@everyone" : name)}`;
}

/**
 * A name in quotation marks, on one line, inert in a terminal and in a spreadsheet: what could begin a formula gets an apostrophe before it, also after the
 * signs at which spreadsheets of other countries begin a new cell.
 */
export function csvText(text: string): string {
  if (text === "") return '""';
  const inert = terminalText(text).replaceAll(/(?<=^|[;,|"])(?=\s*[=+\-@＝＋－＠])/gu, "'");
  return `"${inert.replaceAll('"', '""')}"`;
}
