/** The whole page of a review, in the order in which it is read: the verdict, the policy, Discord, and what it was made from. */
import type { LiveReview } from "../../review/review.ts";
import { baseWords } from "./base-words.ts";
import { clippedChanges } from "./clip.ts";
import { liveSections } from "./live-sections.ts";
import { reviewHeadline } from "./headline.ts";
import { withoutStop } from "./stop.ts";
import type { ReviewInput, ReviewPage, ReviewSection } from "./page.ts";
import { redactReview } from "./redact.ts";
import { publicNotice } from "./public-notice.ts";
import { policySections } from "./sections.ts";
import { commitWords } from "../words/commit.ts";
import { counted } from "../words/time.ts";
import type { Voice } from "../words/voice.ts";

export function reviewPage(input: ReviewInput): ReviewPage {
  const { changes, ...rest } = input.context.minimal ? redactReview(input.review) : input.review;
  const review = { ...rest, changes: clippedChanges({ changes, effect: rest.effect }) };
  const seen = { ...input, review };
  const sections = [...policySections(seen), ...liveSections(seen)];
  return { headline: reviewHeadline(seen), lead: leadParts(seen), sections, end: endParts(seen, sections) };
}

function leadParts({ review, context, voice }: ReviewInput): string[] {
  const unreadable = context.baseUnreadable === undefined ? [] : [`Why: ${withoutStop(voice.clause(context.baseUnreadable))}.`];
  const fresh = context.policyIsNew === true ? ["Nothing could be compared: read the whole file."] : [];
  return [...fresh, ...unreadable, ...adoption(review.live)];
}

/** What was done by hand first, and is agreed to after it. */
function adoption(live: LiveReview | null): string[] {
  if (live === null || live.adopted.length === 0) return [];
  const changes = `${counted(live.adopted.length, "change")} made by hand in Discord`;
  const whole = live.checklist.length === 0 ? "Discord is like this already: this" : "This";
  return [`${whole} pull request agrees to ${changes} (see below).`];
}

function endParts(input: ReviewInput, sections: readonly ReviewSection[]): string[] {
  const { context, voice } = input;
  const head = context.headSha === null ? "" : ` Reviewed commit: ${commitWords(context.headSha, voice)}.`;
  const compared = context.policyIsNew === true ? "" : `Compared with ${baseWords(context.base, voice)}.`;
  const everyone = mentionsEveryone(sections, voice) ? `${voice.name("@everyone")} means every member of the server.` : "";
  return [[everyone, `${compared}${head}`.trim()].filter((part) => part !== "").join(" "), publicNotice(input.review.live, context)].filter(
    (part) => part !== "",
  );
}

function mentionsEveryone(sections: readonly ReviewSection[], voice: Voice): boolean {
  const name = voice.name("@everyone");
  return sections.some(({ items }) => items.some((item) => item.includes(name)));
}
