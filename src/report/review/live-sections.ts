/** What a review says of Discord: whether it is as agreed today, what was done by hand already, what is left to do, and what stays different. */
import type { Finding } from "../../drift/finding.ts";
import type { LiveReview } from "../../review/review.ts";
import { isCompared, section, type ReviewInput, type ReviewSection } from "./page.ts";
import { listed } from "../words/permission.ts";
import { toDoItem } from "./to-do.ts";
import { withoutStop } from "./stop.ts";
import { happened } from "../words/sentence.ts";
import { counted, momentWords } from "../words/time.ts";
import type { Voice } from "../words/voice.ts";
import { capital } from "../words/finding.ts";

/** Objects that the one sentence about what could not be seen names. */
const NAMED = 3;
const TODAY = "In Discord today";

/** Nothing where nobody asked for a look at Discord. */
export function liveSections(input: ReviewInput): ReviewSection[] {
  const { review, context, voice } = input;
  if (review.live !== null) return sectionsOf(review.live, input);
  if (context.liveWhy === null) return [];
  return section(TODAY, [], { lead: [`Discord was not looked at: ${withoutStop(voice.clause(context.liveWhy))}.`] });
}

function sectionsOf(live: LiveReview, input: ReviewInput): ReviewSection[] {
  const { voice } = input;
  const lines = (findings: readonly Finding[]): string[] => findings.map((finding) => `${capital(happened(finding, voice))}.`);
  const other = without(live.drift, live.adopted);
  const stay = without(other, without(other, live.remaining));
  const fresh = without(live.remaining, other);
  const allStay = other.length > 0 && stay.length === other.length;
  const toDo = live.checklist.map((finding) => toDoItem(finding, voice));
  return [
    ...section(TODAY, lines(other), {
      lead: [
        [...todayLead(live, other.length, input), ...nothingToDo(live)].join(" "),
        ...uncheckedSentence(live, voice),
        ...(allStay ? [staySentence(other.length)] : []),
      ],
    }),
    ...section("To do in Discord after the merge", toDo, { form: "tasks", weight: 2 }),
    ...section("Already done by hand", lines(live.adopted), {
      lead: live.adopted.length === 0 ? [] : ["This is in Discord already. Merging means that it is agreed:"],
    }),
    ...settles(live),
    ...section("Still different after the merge", lines(fresh), {
      lead:
        stay.length === 0 || allStay
          ? []
          : [`${stay.length} of the ${other.length} differences above ${stay.length === 1 ? "stays" : "stay"}.`],
    }),
  ];
}

function todayLead(live: LiveReview, other: number, { context, voice }: ReviewInput): string[] {
  const when = context.timeless === true ? "" : `, ${momentWords(live.at)}`;
  const look = `Server ${voice.name(live.guild.name)}${when}.`;
  if (!isCompared(context)) return [look];
  if (live.drift.length === 0) {
    const far = live.unchecked.length === 0 ? "" : ", as far as could be seen";
    return [look, `Discord is as the policy said before this change${far}.`];
  }
  const adopted = live.drift.length - other;
  const differs = `Discord differs from the policy before this change in ${counted(live.drift.length, "way")}`;
  if (other === 0) return [look, `${differs}, and this pull request agrees to ${adopted === 1 ? "it" : "all of them"}.`];
  const agreed = adopted === 0 ? "" : ` This pull request agrees to ${adopted} of them.`;
  return [look, `${differs}, so there the change may come to more or less than is said above.${agreed}`];
}

function staySentence(count: number): string {
  return count === 1 ? "This one stays after the merge:" : "These stay after the merge:";
}

function nothingToDo({ checklist }: LiveReview): string[] {
  return checklist.length === 0 ? ["After the merge nothing has to be done in Discord."] : [];
}

function uncheckedSentence({ unchecked }: LiveReview, voice: Voice): string[] {
  if (unchecked.length === 0) return [];
  const told = unchecked.slice(0, NAMED).map(({ subject, why }) => `${voice.name(subject.name)} (${withoutStop(voice.clause(why))})`);
  const more = unchecked.length - NAMED;
  return [`Could not be checked: ${listed(more > 0 ? [...told, `${more} more`] : told)}.`];
}

/** The keyword acts in a description and not in a comment: so it is given to be copied. */
function settles({ settles: numbers }: LiveReview): ReviewSection[] {
  if (numbers === null || numbers.length === 0) return [];
  const issues = listed(numbers.map((number) => `#${number}`));
  const lead = `With this change ${issues} would be settled. To close ${numbers.length === 1 ? "it" : "them"} with the merge, copy this line into the description of the pull request; here in a comment it closes nothing.`;
  const copy = capital(numbers.map((number) => `closes #${number}`).join(", "));
  return section("Would settle", [], { lead: [lead], copy });
}

function without(findings: readonly Finding[], others: readonly Finding[]): Finding[] {
  const keys = new Set(others.map(({ key }) => key));
  return findings.filter(({ key }) => !keys.has(key));
}
