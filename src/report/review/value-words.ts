/** One side of a policy change in words, and the two kinds of change that are about lists: the order of roles, and who holds one. */
import type { Named, Person } from "../../drift/finding.ts";
import type { ChangeValue, PolicyChange } from "../../review/review.ts";
import { peopleWords } from "../words/holder.ts";
import { listed } from "../words/permission.ts";
import { orderWords } from "../words/order.ts";
import { gainedLabels } from "./effect-words.ts";
import { withoutStop } from "./stop.ts";
import type { Voice } from "../words/voice.ts";

/** Roles of an order that are told. */
const ROLES_TOLD = 8;

/** The name or value of one side; "something else" where that side says nothing in one word. */
export function valueWords(value: ChangeValue | null, voice: Voice): string {
  if (value === null) return "none";
  if (value.kind === "text") return voice.name(value.text);
  if (value.kind === "named") return voice.name(value.name);
  if (value.kind === "number") return String(value.number);
  if (value.kind === "channel") return value.type === "category" ? "category" : `${voice.clause(value.type)} channel`;
  return "something else";
}

/** How roles stand after the change. */
export function orderChange({ subject, before, after, escalation }: PolicyChange, voice: Voice): string[] {
  if (escalation !== null) return [`The order of roles changes: ${withoutStop(voice.clause(escalation))}.`];
  if (after?.kind !== "order") return ["The order of roles is not checked any more."];
  if (before?.kind === "order" && subject.type === "role") {
    return [`In the order of roles, ${voice.name(subject.name)} ${orderWords({ subject, desired: before, live: after }, voice)}.`];
  }
  const verb = before?.kind === "order" ? "changes" : "is checked from now on";
  return [`The order of roles ${verb}, the highest first: ${rolesWords(after.roles, voice)}.`];
}

function rolesWords(roles: readonly Named[], voice: Voice): string {
  const names = roles.slice(0, ROLES_TOLD).map(({ name }) => voice.name(name));
  const more = roles.length - ROLES_TOLD;
  return listed(more > 0 ? [...names, `${more} more`] : names);
}

/** Who is to get a role, and who is to lose it. */
export function peopleChange(change: PolicyChange, voice: Voice): string[] {
  const { subject, before, after, escalation } = change;
  const role = voice.name(subject.name);
  const strong = escalation === null ? "" : ", though it has strong permissions";
  if (after?.kind !== "members") return [`Who holds the role ${role} is not checked any more${strong}.`];
  if (before?.kind === "members") return comeAndGo({ before: before.people, after: after.people }, change, voice);
  const who = after.people.length === 0 ? "nobody" : peopleWords(after.people, voice);
  return [`Who holds the role ${role} is checked from now on: ${who}, and nobody else.`];
}

interface Holding {
  readonly before: readonly Person[];
  readonly after: readonly Person[];
}

function comeAndGo({ before, after }: Holding, { subject, granted }: PolicyChange, voice: Voice): string[] {
  const role = voice.name(subject.name);
  const [come, go] = [without(after, before), without(before, after)];
  const has = granted === 0n ? "" : `, which has ${gainedLabels(granted)}`;
  return [
    ...(come.length === 0 ? [] : [`${peopleWords(come, voice)} ${come.length === 1 ? "gets" : "get"} the role ${role}${has}.`]),
    ...(go.length === 0 ? [] : [`${peopleWords(go, voice)} ${go.length === 1 ? "loses" : "lose"} the role ${role}.`]),
  ];
}

function without(people: readonly Person[], others: readonly Person[]): readonly Person[] {
  const ids = new Set(others.map(({ id }) => id));
  return people.filter(({ id }) => !ids.has(id));
}
