/** Parses the comment of a review as GitHub does and fails where anything but our own words acts. */
import { expect } from "vitest";
import { checkHashes, nodes, parse } from "../check-markdown.ts";

const OURS =
  /^(?:<!-- permission-drift:review v1 policy=[\da-f]{18} -->|<details><summary>[A-Z][a-z ]+ \(\d+ lines?\)<\/summary>|<\/details>)$/;
const CLOSES = /^Closes #\d+(?:, closes #\d+)*$/;
/** Our own references to issues stand in sentences of ours. */
const OUR_REFERENCE = /#\d+(?=[ .,])/g;

export function checkReview(markdown: string): void {
  const all = nodes(parse(markdown));
  const acting = all.map(({ type }) => type).filter((type) => /^(?:link|image|definition|footnote|delete|table)/.test(type));
  expect(acting).toEqual([]);
  checkHashes(all);
  for (const { value } of all.filter(({ type }) => type === "html")) expect(value).toMatch(OURS);
  for (const { type, value = "" } of all.filter((node) => node.type !== "html")) {
    if (type === "code" && CLOSES.test(value)) continue;
    const own = type === "text" ? value.replaceAll(OUR_REFERENCE, "") : value;
    expect(own).not.toMatch(/@(?!\u200B)|#(?!\u200B)|:\/\/|\bGH-\d|<!--|[\u202A-\u202E\u2066-\u2069\n]/);
  }
}
