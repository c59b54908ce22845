/** Parses Markdown as GitHub does and fails where text from outside acts: links, images, HTML, mentions, references. */
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { expect } from "vitest";

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly lang?: string | null;
  readonly children?: readonly Node[];
}

export function parse(markdown: string): Node {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as unknown as Node;
}

export function nodes(node: Node): Node[] {
  return [node, ...(node.children ?? []).flatMap(nodes)];
}

const OURS = /^<!-- permission-drift:(?:issue|comment) [^<>]* -->$/;
/** Our own references to issues stand in sentences of ours. */
const OUR_REFERENCE = /#\d+(?=[ .,])/g;

export function checkMarkdown(markdown: string): void {
  const all = nodes(parse(markdown));
  const acting = all.map(({ type }) => type).filter((type) => /^(?:link|image|definition|footnote|delete)/.test(type));
  expect(acting).toEqual([]);
  for (const { value } of all.filter(({ type }) => type === "html")) expect(value).toMatch(OURS);
  for (const { type, value = "", lang } of all.filter((node) => node.type !== "html")) {
    const own = type === "text" ? value.replaceAll(OUR_REFERENCE, "") : value;
    const yaml = lang === "yaml" || lang === "diff" ? own.replaceAll('"@everyone"', "") : own;
    // What the policy's own comments say is not Discord's text, and stands in a fence.
    const text = lang === "diff" ? yaml.replaceAll(/(?<= )# .*$|^@@ .* @@$/gm, "") : yaml;
    expect(text).not.toMatch(/@(?!\u200B)|#(?!\u200B)|:\/\/|\bGH-\d|<!--|[\u202A-\u202E\u2066-\u2069]/);
  }
}
