/** One subject in one place, in words: yes or no first, then the steps in order. */
import { bitsOf } from "../../permissions/flags.ts";
import { everyoneRole } from "../../permissions/snowflake.ts";
import type { Asked, AskedPermission, OneAnswer } from "./answer.ts";
import { allPermissions, channelWords, listed, memberWords, permissionInFull, roleWords } from "./names.ts";
import { isServerWide, stepAbout, stepLines, typeWords, type Scene } from "./step.ts";
import { stepsAbout } from "./through.ts";
import { wrap } from "../words/wrap.ts";

/** Lines for a terminal of so many cells. */
export function oneText(answer: OneAnswer, width: number): string {
  const { permission } = answer;
  const parts = permission === null ? everythingParts(answer, width) : permissionParts(answer, permission, width);
  const notes = notesOf(answer).map((note) => wrap(note, width, { first: "", next: "" }));
  return `${[...parts, ...(notes.length === 0 ? [] : [notes.join("\n")])].join("\n\n")}\n`;
}

export function sceneOf({ snapshot, asked, channel }: Pick<OneAnswer, "snapshot" | "asked" | "channel">): Scene {
  return { snapshot, channel, timeoutUntil: asked.kind === "member" ? asked.member.timeoutUntil : null };
}

/** `A member with the role "Moderator"`, `"ada" (id 42)`. */
function askedWords(asked: Asked, { snapshot }: Pick<OneAnswer, "snapshot">): string {
  if (asked.kind === "member") return memberWords(asked.member);
  const everyone = everyoneRole(snapshot.guild.id);
  const names = asked.roles.filter(({ id }) => id !== everyone).map(({ id }) => roleWords(id, snapshot));
  if (names.length === 0) return "A member without any role";
  return `A member with the role${names.length === 1 ? "" : "s"} ${listed(names)}`;
}

function whereWords({ channel }: OneAnswer): string {
  return channel === null ? "on the server as a whole" : `in ${channelWords(channel)}`;
}

function permissionParts(answer: OneAnswer, permission: AskedPermission, width: number): readonly string[] {
  const { channel, explained } = answer;
  const [computed, usable] = [(explained.computed & permission.bit) !== 0n, (explained.usable & permission.bit) !== 0n];
  const name = permissionInFull(permission.name, channel === null ? "role" : "channel");
  const can = usable ? "can use" : "cannot use";
  const head = `${usable ? "Yes" : "No"}. ${askedWords(answer.asked, answer)} ${can} ${name} ${whereWords(answer)}.`;
  const granted = isServerWide(permission.bit)
    ? " Leave --channel out to ask about the whole server."
    : " It is granted, but of no use there.";
  return [
    wrap(head, width, { first: "", next: "" }),
    permissionSteps(answer, permission, width),
    wrap(`So: ${usable ? "yes" : "no"}.${computed && !usable ? granted : ""}`, width, { first: "", next: "" }),
  ];
}

/** The steps about one permission, numbered. Where another one that is missing takes it, that one is explained below. */
export function permissionSteps(answer: Omit<OneAnswer, "kind">, permission: AskedPermission, width: number): string {
  const scene = sceneOf(answer);
  const steps = stepsAbout(answer.explained, permission.bit);
  if (steps.length === 0) return wrap(noStepWords(answer), width, NUMBERED(1));
  return steps
    .flatMap((step, at) => [
      wrap(stepAbout(step, permission.bit, scene), width, NUMBERED(at + 1)),
      ...(step.from.kind === "implicit" ? missingLines(answer, bitsOf([step.from.missing]), width) : []),
    ])
    .join("\n");
}

const NUMBERED = (number: number): { readonly first: string; readonly next: string } => ({
  first: `${number}. `.padStart(4),
  next: "    ",
});

/** Why a permission that others need is missing. */
function missingLines(answer: Omit<OneAnswer, "kind">, bit: bigint, width: number): readonly string[] {
  const about = stepsAbout(answer.explained, bit);
  const lines = about.length === 0 ? [noStepWords(answer)] : about.map((step) => stepAbout(step, bit, sceneOf(answer)));
  return lines.map((line) => wrap(line, width, { first: "    - ", next: "      " }));
}

function noStepWords({ asked, channel }: Omit<OneAnswer, "kind">): string {
  const several = asked.kind === "member" || asked.roles.length > 1;
  const nobody = several ? "None of the roles, @everyone included, has it" : "Neither the role nor @everyone has it";
  return channel === null ? `${nobody}.` : `${nobody}, and no overwrite in ${channelWords(channel)} allows it.`;
}

function everythingParts(answer: OneAnswer, width: number): readonly string[] {
  const { channel, explained } = answer;
  const page = channel === null ? "role" : "channel";
  const plain = { first: "", next: "" };
  const kind = channel === null ? "" : ` (${typeWords(channel.type)})`;
  const who = askedWords(answer.asked, answer);
  const head = `${who} ${explained.usable === 0n ? "can use nothing" : "can use"} ${whereWords(answer)}${kind}${explained.usable === 0n ? "." : ":"}`;
  const names = explained.usable === 0n ? [] : [wrap(allPermissions(explained.usable, page), width, { first: "  ", next: "  " })];
  const lines = explained.steps.flatMap((step) => stepLines(step, sceneOf(answer)));
  const why = lines.length === 0 ? ["No role gives anything."] : lines;
  return [
    [wrap(head, width, plain), ...names].join("\n"),
    ["How this comes about:", ...why.map((line, at) => wrap(line, width, NUMBERED(at + 1)))].join("\n"),
  ];
}

/** What a reader could misunderstand. */
function notesOf({ channel, asked, permission }: OneAnswer): readonly string[] {
  if (channel?.type === "category")
    return ["A category holds no messages: its overwrites count for its channels only where they are synced."];
  if (channel === null && asked.kind === "roles" && !isServerWide(permission?.bit ?? 0n))
    return ["Overwrites of channels are not looked at here. Add --channel for one channel."];
  return [];
}
