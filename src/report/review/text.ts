/** The page of a review as plain lines for a terminal. Nothing of the policy's or Discord's text can act there. */
import type { Review } from "../../review/review.ts";
import type { ReviewContext, ReviewSection } from "./page.ts";
import { reviewPage } from "./whole.ts";
import { PLAIN } from "../words/voice.ts";
import { wrap } from "../words/wrap.ts";

/** Lines for a terminal of so many cells; the verdict stands first and last, where the eye rests. */
export function reviewText(review: Review, context: ReviewContext, width: number): string {
  const page = reviewPage({ review, context, voice: PLAIN });
  const paragraph = (text: string): string => wrap(text, width, { first: "", next: "" });
  const sections = page.sections.map((one) => drawn(one, width));
  const verdict = paragraph(`${page.headline}.`);
  const long = sections.length > 1 ? [verdict] : [];
  const parts = [verdict, ...page.lead.map(paragraph), ...sections, ...page.end.map(paragraph), ...long];
  // Our labels break their mentions with a zero-width space; nobody is mentioned on a terminal.
  return `${parts.join("\n\n")}\n`.replaceAll("@\u200B", "@");
}

function drawn({ title, lead, items, form, copy }: ReviewSection, width: number): string {
  const bullet = form === "tasks" ? "  [ ] " : "  - ";
  const margins = { first: bullet, next: " ".repeat(bullet.length) };
  const paragraphs = lead.map((text) => wrap(text, width, { first: "  ", next: "  " }));
  return [title, ...paragraphs, ...items.map((item) => wrap(item, width, margins)), ...(copy === null ? [] : [`  ${copy}`])].join("\n");
}
