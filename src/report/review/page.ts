/** A review as a page: a verdict, sections of short lines, and an end. Each output draws the same page in its own way. */
import type { Review } from "../../review/review.ts";
import type { Voice } from "../words/voice.ts";
import type { ReviewBase } from "./base-words.ts";

/** What a review's words need besides the review. */
export interface ReviewContext {
  readonly base: ReviewBase;
  /** The policy's path, as its places are told. */
  readonly file: string;
  /** There is no policy at the base. */
  readonly policyIsNew?: boolean;
  /** Why the policy at the base cannot be read, as a clause. */
  readonly baseUnreadable?: string;
  /** Why Discord was not looked at, as a clause; null where it was. */
  readonly liveWhy: string | null;
  /** Whether strangers can read what is written. */
  readonly publicRepository: boolean;
  /** No names of people, no reasons. */
  readonly minimal: boolean;
  /** The commit that was reviewed; null on a laptop. */
  readonly headSha: string | null;
  /** Without the moment of the look: a text that is edited in place must not be another one only because time went by. */
  readonly timeless?: true;
}

/** Whether there is a policy at the base that the head could be compared with. */
export function isCompared({ policyIsNew, baseUnreadable }: ReviewContext): boolean {
  return policyIsNew !== true && baseUnreadable === undefined;
}

/** What each part of the page is made from. */
export interface ReviewInput {
  readonly review: Review;
  readonly context: ReviewContext;
  readonly voice: Voice;
}

export interface ReviewSection {
  readonly title: string;
  /** Paragraphs above the list. */
  readonly lead: readonly string[];
  /** One line each, inert in the page's voice. */
  readonly items: readonly string[];
  /** `tasks`: things to tick off. `folded`: closed until somebody opens it. */
  readonly form: "list" | "tasks" | "folded";
  /** How many items more than an ordinary section this one may show, where there is little room. */
  readonly weight: number;
  /** A line that is to be copied as it is; null where there is none. */
  readonly copy: string | null;
}

export interface ReviewPage {
  readonly headline: string;
  /** Paragraphs below the headline. */
  readonly lead: readonly string[];
  readonly sections: readonly ReviewSection[];
  /** Small paragraphs below everything. */
  readonly end: readonly string[];
}

/** A section with what it does not say left empty; none where it would have nothing to say. */
export function section(title: string, items: readonly string[], over: Partial<ReviewSection> = {}): ReviewSection[] {
  const whole: ReviewSection = { title, lead: [], form: "list", weight: 1, copy: null, ...over, items };
  return whole.items.length === 0 && whole.lead.length === 0 ? [] : [whole];
}
