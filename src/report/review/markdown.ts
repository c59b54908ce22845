/** The page of a review as Markdown: the comment on a pull request, and the summary of the job. It shrinks by showing fewer lines, and says how many more there are. */
import { BODY_LENGTH } from "../issues/body.ts";
import { reviewMark } from "./mark.ts";
import { reviewPage } from "./whole.ts";
import { section, type ReviewContext, type ReviewPage, type ReviewSection } from "./page.ts";
import { counted } from "../words/time.ts";
import { MARKDOWN } from "../words/voice.ts";
import { prose } from "../words/neutralise.ts";
import type { Review } from "../../review/review.ts";

/** Lines a list: the first number with which everything fits is taken. */
const COMMENT_CAPS = [60, 30, 15, 8, 4, 2, 1];
const SUMMARY_CAPS = [5_000, 500, 100, 20, 5, 1];
/** UTF-8 bytes: the runner throws a summary of more than 1 MiB away. */
const SUMMARY_ROOM = 900_000;

/** The comment, its hidden mark on the first line; at most as long as GitHub takes. */
export function reviewComment(review: Review, context: ReviewContext): string {
  const page = reviewPage({ review, context: { ...context, timeless: true }, voice: MARKDOWN });
  const mark = reviewMark(context.file);
  const texts = COMMENT_CAPS.values().map((cap) => `${mark}\n${drawn(page, cap, "##")}`);
  return texts.find((text) => text.length <= BODY_LENGTH) ?? `${mark}\n## ${page.headline}\n\nThe rest is too long for a comment.\n`;
}

/** The same for the summary of the job, with what a person should know of this run, one sentence each. */
export function reviewSummary(review: Review, context: ReviewContext, remarks: readonly string[]): string {
  const page = reviewPage({ review, context, voice: MARKDOWN });
  const notes = section(
    "Remarks of this run",
    remarks.map((remark) => prose(remark)),
  );
  const whole = { ...page, sections: [...page.sections, ...notes] };
  const texts = SUMMARY_CAPS.values().map((cap) => drawn(whole, cap, "#"));
  const fitting = texts.find((text) => new TextEncoder().encode(text).length <= SUMMARY_ROOM);
  return fitting ?? `# ${page.headline}\n\nThe rest is too long for a summary.\n`;
}

function drawn(page: ReviewPage, cap: number, level: "#" | "##"): string {
  const sections = page.sections.map((one) => drawnSection(one, cap * one.weight, `${level}#`));
  const end = page.end.length === 0 ? [] : ["---", ...page.end];
  return `${[`${level} ${page.headline}`, ...page.lead, ...sections, ...end].join("\n\n")}\n`;
}

function drawnSection({ title, lead, items, form, copy }: ReviewSection, cap: number, level: string): string {
  const bullet = form === "tasks" ? "- [ ] " : "- ";
  const more =
    items.length > cap ? [`- and ${items.length - cap} more that ${items.length - cap === 1 ? "is" : "are"} not shown here`] : [];
  const list = [...items.slice(0, cap).map((item) => `${bullet}${item}`), ...more].join("\n");
  const parts = [...lead, ...(items.length === 0 ? [] : [list]), ...(copy === null ? [] : [`\`\`\`text\n${copy}\n\`\`\``])];
  if (form !== "folded") return [`${level} ${title}`, ...parts].join("\n\n");
  const summary = `<details><summary>${title} (${counted(items.length, "line")})</summary>`;
  return [summary, ...parts, "</details>"].join("\n\n");
}
