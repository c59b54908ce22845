/** An issue's Markdown as a person reads it, for a terminal: no marks, no hidden comments, lines of a readable length. */
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

type Node = ReturnType<typeof fromMarkdown> | ReturnType<typeof fromMarkdown>["children"][number];

const WIDTH = 96;

/** Blocks are set apart by an empty line. */
export function plainText(markdown: string): string {
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return blocks(tree.children, "").join("\n\n");
}

function blocks(nodes: readonly Node[], indent: string): string[] {
  return nodes.map((node) => block(node, indent)).filter((text) => text !== "");
}

function block(node: Node, indent: string): string {
  if (node.type === "html") return "";
  if (node.type === "thematicBreak") return `${indent}${"-".repeat(24)}`;
  if (node.type === "code") return node.value.replaceAll(/^/gm, `${indent}    `);
  if (node.type === "list") return list(node, indent);
  if (node.type === "blockquote") return blocks(node.children, `${indent}  `).join("\n\n");
  // GitHub keeps the lines of an issue and of a comment.
  const lines = inline(node).split("\n");
  return lines.map((line) => wrap(line, indent)).join("\n");
}

function list({ ordered, start, children }: Extract<Node, { type: "list" }>, indent: string): string {
  const items = children.map((item, index) => {
    const mark = `${ordered === true ? `${(start ?? 1) + index}.` : "-"} ${boxOf(item.checked)}`;
    const inner = blocks(item.children, `${indent}${" ".repeat(mark.length)}`).join("\n");
    return `${indent}${mark}${inner.trimStart()}`;
  });
  return items.join("\n");
}

/** Of a checklist; other lists have no boxes. */
function boxOf(checked: boolean | null | undefined): string {
  if (typeof checked !== "boolean") return "";
  return checked ? "[x] " : "[ ] ";
}

function inline(node: Node): string {
  if (node.type === "html") return "";
  if (node.type === "break") return "\n";
  if ("value" in node) return node.value;
  return "children" in node ? node.children.map(inline).join("") : "";
}

/** Breaks at spaces. The zero-width signs that keep text inert mean nothing here. */
export function wrap(text: string, indent: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.replaceAll("\u200B", "").split(/\s+/)) {
    if (line !== "" && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].map((one) => `${indent}${one}`).join("\n");
}
