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

/** GitHub links a hash in a text, and mails and copies keep what stands in code: there is ours, whole and as short as GitHub shows it. */
const HASH = /(?=\d*[a-f])[\da-f]{7,}/i;
const OUR_HASH = /^[\da-f]{7}$/;

export function checkHashes(all: readonly Node[]): void {
  for (const { type, value = "" } of all) {
    if (type === "text" || (type === "inlineCode" && !OUR_HASH.test(value))) expect(value).not.toMatch(HASH);
  }
}

export function checkMarkdown(markdown: string): void {
  const all = nodes(parse(markdown));
  const acting = all.map(({ type }) => type).filter((type) => /^(?:link|image|definition|footnote|delete)/.test(type));
  expect(acting).toEqual([]);
  checkHashes(all);
  for (const { value } of all.filter(({ type }) => type === "html")) expect(value).toMatch(OURS);
  for (const { type, value = "", lang } of all.filter((node) => node.type !== "html")) {
    const own = type === "text" ? value.replaceAll(OUR_REFERENCE, "") : value;
    const yaml = lang === "yaml" || lang === "diff" ? own.replaceAll('"@everyone"', "") : own;
    // What the policy's own comments say is not Discord's text, and stands in a fence.
    const text = lang === "diff" ? yaml.replaceAll(/(?<= )# .*$|^@@ .* @@$/gm, "") : yaml;
    expect(text).not.toMatch(/@(?!\u200B)|#(?!\u200B)|:\/\/|\bGH-\d|<!--|[\u202A-\u202E\u2066-\u2069]/);
  }
}
