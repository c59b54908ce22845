/** Where and how an agreed change is made, in the menus of Discord's own (English) client. */
import type { Finding, FindingKind } from "../../drift/finding.ts";
import { isChannelTypeName } from "../../permissions/channel-types.ts";
import { code } from "../words/neutralise.ts";
import { channelNoun } from "./claim.ts";
import { canTurn, isOff, switchWords } from "./todo.ts";
import { stepsBack } from "../words/steps-back.ts";
import { MARKDOWN } from "../words/voice.ts";
import { targetWords } from "../words/who.ts";
import { capital } from "../words/finding.ts";

type Steps = (finding: Finding) => readonly string[];

const named = (finding: Finding): string => code(finding.subject.name);

const rolePage: Steps = (finding) => [`Server Settings > Roles > ${named(finding)} > Permissions, then Save Changes.`];
const CHANNEL_MENU = "(right-click it, or press and hold on a phone)";

const channelPage: Steps = (finding) => [
  `The settings of the channel ${CHANNEL_MENU} > Permissions > Advanced Permissions > ${targetWords(finding.target, MARKDOWN)}, then Save Changes.`,
];
const channelList: Steps = (finding) =>
  finding.target?.name === "@everyone"
    ? channelPage(finding)
    : [`The settings of the channel ${CHANNEL_MENU} > Permissions > Advanced Permissions, then Save Changes.`];

const KEEP = "Whoever wants to keep it lists it in the policy again, or names it under `ignore` there.";

const deleteRole: Steps = (finding) =>
  finding.note === null
    ? [`Open Server Settings > Roles > ${named(finding)}, and look at Manage Members: who holds it?`, "Delete the role.", KEEP]
    : rolePage(finding);

/** Discord gives a new role what every member has (docs: resources/guild, "Create Guild Role"). */
function makeRole(finding: Finding): string[] {
  const held = finding.desired?.kind === "role" ? finding.desired.permissions : finding.revoked;
  return [
    `Server Settings > Roles > Create Role. Name it exactly ${named(finding)}.`,
    held === 0n
      ? "On its page Permissions, turn off everything: it needs none."
      : `On its page Permissions, turn on ${switchWords(held, finding)}, and turn off all else.`,
    idStep(finding, "role"),
  ];
}

/** What the policy names by an id that Discord does not have can never come back under it. */
function idStep({ subject }: Finding, noun: string): string {
  return /^\d+$/.test(subject.id)
    ? `Write its new id into the policy: Discord has no ${noun} with the id that stands there.`
    : `Is there such a ${noun} already? Then write its id into the policy instead of making another one.`;
}

function makeChannel(finding: Finding): string[] {
  const { desired, policy } = finding;
  const type = desired?.kind === "channel" ? desired.type : "text";
  const parent = desired?.kind === "channel" ? desired.parent : null;
  const menu = parent === null ? "The menu of the server" : `The menu of the category ${code(parent.name)} ${CHANNEL_MENU}`;
  const make = type === "category" ? "Create Category" : `Create Channel, of the type ${typeWords(type)}`;
  const place = policy === null ? "the policy" : code(`${policy.file}:${policy.line}`);
  return [
    `${menu} > ${make}. Name it exactly ${named(finding)}.`,
    `Set its permissions as ${place} says. The next check tells what is still missing.`,
    idStep(finding, channelNoun(desired)),
  ];
}

function typeWords(type: string): string {
  return isChannelTypeName(type) ? `**${capital(type)}**` : code(type);
}

function deleteChannel(finding: Finding): string[] {
  const { live, note } = finding;
  if (note !== null) {
    return [
      `The settings of the channel ${CHANNEL_MENU} > Permissions > Advanced Permissions: take back what is dangerous there, or list the channel in the policy.`,
    ];
  }
  const noun = channelNoun(live);
  const what = noun === "category" ? "Delete Category. Its channels stay, outside of it." : "Delete Channel. Its messages go with it.";
  return [`Open the settings of the ${noun} ${CHANNEL_MENU}.`, what, KEEP];
}

function changeType(finding: Finding): string[] {
  const { desired } = finding;
  if (!canTurn(finding))
    return ["Discord cannot turn one into the other: make a new channel, delete the old one, and write the new id into the policy."];
  const on = desired?.kind === "text" && desired.text === "announcement";
  return [
    `The settings of the channel ${CHANNEL_MENU} > Overview > turn ${on ? "on" : "off"} **Announcement Channel**, then Save Changes.`,
  ];
}

/** Where the steps differ from those that take drift back, or the instruction says half of them already. */
const STEPS: Partial<Record<FindingKind, Steps>> = {
  "role.permissions": rolePage,
  "role.unexpected": deleteRole,
  "role.missing": makeRole,
  "role.renamed": (finding) => [`Server Settings > Roles > ${named(finding)} > Display > Role Name, then Save Changes.`],
  "role.hierarchy": () => ["Server Settings > Roles: drag it there in the list."],
  "role.members": (finding) => [`Server Settings > Roles > ${named(finding)} > Manage Members.`],
  "overwrite.changed": channelPage,
  "overwrite.unexpected": channelList,
  "overwrite.missing": channelList,
  "channel.unexpected": deleteChannel,
  "channel.missing": makeChannel,
  "channel.renamed": () => [`The settings of the channel ${CHANNEL_MENU} > Overview, then Save Changes.`],
  "channel.moved": () => [],
  "channel.type": changeType,
  "guild.owner": ({ live }) => [
    `Only the present owner${live?.kind === "text" ? `, the user with the id ${code(live.text)},` : ""} can: Server Settings > Members > the member > Transfer Ownership.`,
  ],
  "guild.mfa": ({ desired }) => [
    `Server Settings > Safety Setup > turn ${isOff(desired) ? "off" : "on"} “Require 2FA for moderator actions”. Only the owner can.`,
  ],
};

/** In the order of doing; none where the instruction says it all. */
export function rolloutSteps(finding: Finding): readonly string[] {
  return (STEPS[finding.kind] ?? stepsBack)(finding);
}
