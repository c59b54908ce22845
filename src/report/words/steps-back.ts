/** The steps that would take a finding back, in the menus of Discord's own (English) client. */
import type { Breach, Finding, FindingKind } from "../../drift/finding.ts";
import { DANGEROUS } from "../../permissions/flags.ts";
import { code } from "./neutralise.ts";
import { breachesOf } from "./breach.ts";
import { holdersOf, peopleWords } from "./holder.ts";
import { placeWords } from "./order.ts";
import { labelOf, labelsOf, pageOf, strongestFirst } from "./permission.ts";
import { targetWords } from "./who.ts";
import { MARKDOWN } from "./voice.ts";
import { switchStates } from "./switch-states.ts";

/** More switches than this are counted, not listed. */
const SWITCHES = 12;

type Steps = (finding: Finding) => readonly string[];

const named = (finding: Finding): string => code(finding.subject.name);

function switches(bits: bigint, finding: Finding): string {
  const labels = strongestFirst(bits).map((name) => `**${labelOf(name, pageOf(finding))}**`);
  const more = labels.length - SWITCHES;
  return more > 0 ? `${labels.slice(0, SWITCHES).join(", ")} and ${more} more (see above)` : labels.join(", ");
}

const rolePage = (finding: Finding): string => `Open Server Settings > Roles > ${named(finding)} > Permissions.`;

function rolePermissions(finding: Finding): string[] {
  const steps = [rolePage(finding)];
  if (finding.granted !== 0n) steps.push(`Turn off ${switches(finding.granted, finding)}.`);
  if (finding.revoked !== 0n) steps.push(`Turn on ${switches(finding.revoked, finding)}.`);
  return [...steps, "Save Changes."];
}

function channelPage(finding: Finding): string {
  return `Open the settings of the channel ${named(finding)} (right-click it, or press and hold on a phone) > Permissions.`;
}

/** The three states of a switch in a channel, as they were agreed. */
function channelSwitches(finding: Finding): string[] {
  return switchStates(finding).map(({ bits, sign }) => `Set to ${sign}: ${switches(bits, finding)}.`);
}

function changedOverwrite(finding: Finding): string[] {
  return [channelPage(finding), `Choose ${targetWords(finding.target, MARKDOWN)}.`, ...channelSwitches(finding), "Save Changes."];
}

function unexpectedOverwrite(finding: Finding): string[] {
  const who = targetWords(finding.target, MARKDOWN);
  if (finding.target?.name === "@everyone") return changedOverwrite(finding);
  return [channelPage(finding), `Under Advanced Permissions, take ${who} off the list.`, "Save Changes."];
}

function missingOverwrite(finding: Finding): string[] {
  const who = targetWords(finding.target, MARKDOWN);
  if (finding.target?.name === "@everyone") return changedOverwrite(finding);
  return [channelPage(finding), `Under Advanced Permissions, add ${who}.`, ...channelSwitches(finding), "Save Changes."];
}

function unexpectedRole(finding: Finding): string[] {
  // A role that the policy passes over, and that must only not hold this.
  if (finding.note !== null) {
    const dangerous = finding.granted & DANGEROUS;
    return [
      `Open Server Settings > Roles > ${named(finding)} > Permissions.`,
      `Turn off ${switches(dangerous, finding)}.`,
      "Save Changes.",
    ];
  }
  return [`Open Server Settings > Roles > ${named(finding)}.`, "Look at Manage Members: who holds it?", "Delete the role."];
}

function missingRole(finding: Finding): string[] {
  const held = finding.revoked === 0n ? "It needs no permissions." : `Turn on ${switches(finding.revoked, finding)}.`;
  return [
    `Make a new role ${named(finding)} in Server Settings > Roles > Create Role.`,
    held,
    "Write its new id into the policy: a role that was deleted never comes back under its old id.",
  ];
}

function wasCalled(finding: Finding): string {
  return finding.desired?.kind === "text" ? code(finding.desired.text) : "its agreed name";
}

const renamedRole: Steps = (finding) => [
  `Open Server Settings > Roles > ${named(finding)} > Display.`,
  `Set Role Name to ${wasCalled(finding)}.`,
];
const renamedChannel: Steps = (finding) => [
  `Open the settings of the channel ${named(finding)} > Overview.`,
  `Set the name to ${wasCalled(finding)}.`,
];
const deleteChannel: Steps = (finding) => [
  `Open the settings of the channel ${named(finding)}.`,
  "Delete Channel. Its messages go with it.",
];
const makeChannel: Steps = (finding) => [
  `Make a new channel ${named(finding)}.`,
  "Write its new id into the policy: a channel that was deleted never comes back under its old id.",
];
const moveChannel: Steps = (finding) => {
  const place = finding.desired?.kind === "named" ? `into the category ${code(finding.desired.name)}` : "out of its category, to the top";
  return [`Drag the channel ${named(finding)} ${place}.`];
};
const showBot: Steps = ({ subject }) => [
  `Give the bot's role View Channels in ${subject.type === "channel" ? "this channel, or in its" : "each of these channels, or in their"} category.`,
  "Then start the check again.",
];
const moveRole: Steps = (finding) => {
  const place = placeWords(finding, "desired", MARKDOWN);
  return ["Open Server Settings > Roles.", `Drag ${named(finding)} in the list${place === "" ? "" : ` so that it stands ${place}`}.`];
};
const changeHolders: Steps = (finding) => {
  const { extra, missing } = holdersOf(finding);
  return [
    `Open Server Settings > Roles > ${named(finding)} > Manage Members.`,
    ...(extra.length === 0 ? [] : [`Take the role from ${peopleWords(extra, MARKDOWN)}.`]),
    ...(missing.length === 0 ? [] : [`Add ${peopleWords(missing, MARKDOWN)}.`]),
  ];
};
/** One step for each place where a permission is given. */
const mendRule: Steps = (finding) => [...new Set(breachesOf(finding).map(mendBreach))].slice(0, SWITCHES);

function mendBreach({ via, who, guildLevel, channels, permissions }: Breach): string {
  const holder = via === "everyone" || via === "everyone-overwrite" ? code("@everyone") : targetWords(who, MARKDOWN);
  const ofRole = via === "role" || via === "managed-role" || via === "everyone";
  if (ofRole && guildLevel)
    return `Server Settings > Roles > ${holder} > Permissions: turn off ${labelsOf(permissions, "role", SWITCHES)}.`;
  const places = channels.slice(0, 3).map(({ name }) => code(name));
  const more = channels.length > 3 ? ` and ${channels.length - 3} more` : "";
  const labels = labelsOf(permissions, "channel", SWITCHES);
  const page = `Settings of the channel ${places.join(", ")}${more} > Permissions > ${holder}`;
  return ofRole ? `${page}: deny ${labels}.` : `${page}: no longer allow ${labels}.`;
}
const none: Steps = () => [];

const STEPS = {
  "role.permissions": rolePermissions,
  "role.unexpected": unexpectedRole,
  "role.missing": missingRole,
  "role.renamed": renamedRole,
  "role.hierarchy": moveRole,
  "role.members": changeHolders,
  "overwrite.changed": changedOverwrite,
  "overwrite.unexpected": unexpectedOverwrite,
  "overwrite.missing": missingOverwrite,
  "channel.unexpected": deleteChannel,
  "channel.missing": makeChannel,
  "channel.hidden": showBot,
  "channel.renamed": renamedChannel,
  "channel.moved": moveChannel,
  "channel.type": (finding) => [`Open the settings of the channel ${named(finding)} > Overview and set its type back.`],
  "rule.broken": mendRule,
  "guild.owner": () => ["Only the owner can hand the server back: Server Settings > Members > the member > Transfer Ownership."],
  "guild.mfa": () => ["Open Server Settings > Safety Setup and set “Require 2FA for moderator actions” as agreed. Only the owner can."],
  "member.granted": (finding) => [
    `Open Server Settings > Members > ${targetWords(finding.target, MARKDOWN)}.`,
    `Take away the role ${named(finding)}.`,
  ],
  "bot.added": (finding) => [
    `Open Server Settings > Integrations > ${finding.target === undefined ? "the bot" : code(finding.target.name ?? finding.target.id)}.`,
    "Remove Bot, if nobody can say what it is for.",
  ],
  "guild.owner.changed": none,
  "guild.mfa.changed": none,
  "command.permissions": () => ["Open Server Settings > Integrations, choose the bot, and look at Command Permissions."],
  "change.reverted": none,
  "audit.gap": none,
} as const satisfies Record<FindingKind, Steps>;

/** Short sentences in the order of doing; none where there is nothing to take back. */
export function stepsBack(finding: Finding): readonly string[] {
  const steps: Steps = STEPS[finding.kind];
  return steps(finding);
}
