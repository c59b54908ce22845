/** From findings to edits of the policy file, in an order in which each finds what it is about where it looks for it. */
import type { BoundChannel } from "../drift/bind.ts";
import type { Sides } from "../drift/field-state.ts";
import type { Finding, FindingKind } from "../drift/finding.ts";
import type { LiveChannel } from "../guild/snapshot.ts";
import type { Keys, PolicyEdit } from "../policy/edit/policy-edit.ts";
import { adoptChannelName, adoptMissingChannel, adoptMove, adoptNewChannel, adoptType } from "./adopt-channels.ts";
import { adoptOrder } from "./adopt-order.ts";
import { overwriteEdits } from "./adopt-overwrites.ts";
import { adoptMembers, adoptMissingRole, adoptNewRole, adoptPermissions, adoptRoleName } from "./adopt-roles.ts";
import { freeHandle } from "./handles.ts";
import { keysOf, type Answer, type Scene } from "./scene.ts";

export interface AdoptionPlan {
  readonly edits: readonly PolicyEdit[];
  /** By finding key: why it cannot be accepted in the policy, one plain clause. */
  readonly refused: ReadonlyMap<string, string>;
}

type Adopter = (finding: Finding, scene: Scene) => Answer;

const refuse =
  (why: string): Adopter =>
  () => ({ why });

const HAPPENED = refuse(
  "it is something that happened, and no line of a policy speaks of that; close its issue once somebody has looked at it",
);
/** Overwrites are looked at channel by channel, all at once. */
const WITH_ITS_CHANNEL: Adopter = () => ({ edits: [] });

/** In the order in which the edits are carried out: what goes by the old places first, then what comes, moves and goes. */
const ADOPTERS = {
  "guild.owner": ({ live }) =>
    live?.kind === "text" ? put(["owner"], { kind: "id", id: live.text }) : { why: "it is not known who owns the server" },
  "guild.mfa": ({ live }) => put(["require-2fa"], { kind: "word", word: String(live?.kind === "number" && live.number !== 0) }),
  "role.permissions": adoptPermissions,
  "role.renamed": adoptRoleName,
  "role.hierarchy": adoptOrder,
  "role.members": adoptMembers,
  "channel.renamed": adoptChannelName,
  "channel.type": adoptType,
  "role.missing": adoptMissingRole,
  "role.unexpected": adoptNewRole,
  "overwrite.changed": WITH_ITS_CHANNEL,
  "overwrite.unexpected": WITH_ITS_CHANNEL,
  "overwrite.missing": WITH_ITS_CHANNEL,
  "channel.unexpected": adoptNewChannel,
  "channel.moved": adoptMove,
  "channel.missing": adoptMissingChannel,
  "channel.hidden": refuse(
    "the bot cannot see it, so nobody knows what there is to accept; let the bot see it, or take it out of the policy",
  ),
  "rule.broken": refuse("a rule holds whatever the rest says; change the rule itself, or take back what breaks it"),
  "member.granted": HAPPENED,
  "bot.added": HAPPENED,
  "guild.owner.changed": HAPPENED,
  "guild.mfa.changed": HAPPENED,
  "command.permissions": refuse("the policy language has no word for who may use a bot's commands"),
  "change.reverted": HAPPENED,
  "audit.gap": HAPPENED,
} as const satisfies Record<FindingKind, Adopter>;

const ORDER: readonly string[] = Object.keys(ADOPTERS);

function put(keys: Keys, value: Extract<PolicyEdit, { kind: "put" }>["value"]): Answer {
  return { edits: [{ kind: "put", keys, value }] };
}

/** What accepts these findings together. */
export function planAdoption(sides: Sides, chosen: readonly Finding[]): AdoptionPlan {
  const scene = sceneOf(sides, chosen);
  const answers = inOrder(chosen, scene).map((finding) => ({ finding, answer: adopt(finding, scene) }));
  const refused = new Map(answers.flatMap(({ finding, answer }) => ("why" in answer ? [[finding.key, answer.why] as const] : [])));
  // What is refused is not there for the others either: a channel in a category that stays out has no place.
  if (refused.size > 0 && refused.size < chosen.length) {
    const rest = planAdoption(
      sides,
      chosen.filter(({ key }) => !refused.has(key)),
    );
    return { edits: rest.edits, refused: new Map([...refused, ...rest.refused]) };
  }
  const editsOf = (part: typeof answers): PolicyEdit[] => part.flatMap(({ answer }) => ("edits" in answer ? answer.edits : []));
  const early = answers.filter(({ finding }) => ORDER.indexOf(finding.kind) < ORDER.indexOf("overwrite.changed"));
  const late = answers.filter((one) => !early.includes(one));
  return { edits: refused.size > 0 ? [] : [...editsOf(early), ...overwriteEdits(scene), ...editsOf(late)], refused };
}

/** By kind, and of the channels that are added categories before what is in them. */
function inOrder(chosen: readonly Finding[], { newChannels }: Scene): Finding[] {
  const depth = ({ subject }: Finding): number => newChannels.get(subject.id)?.length ?? 0;
  return chosen.toSorted((left, right) => ORDER.indexOf(left.kind) - ORDER.indexOf(right.kind) || depth(left) - depth(right));
}

function adopt(finding: Finding, scene: Scene): Answer {
  const adopter: Adopter = ADOPTERS[finding.kind];
  return adopter(finding, scene);
}

function sceneOf(sides: Sides, chosen: readonly Finding[]): Scene {
  return { sides, chosen, newRoles: newRolesOf(sides, chosen), newChannels: newChannelsOf(sides, chosen) };
}

/** Handles that are unique in the file, those that go not counted as free. */
function newRolesOf({ policy }: Sides, chosen: readonly Finding[]): Map<string, string> {
  const taken = new Set([...policy.roles.map(({ handle }) => handle), "@everyone"]);
  const handles = new Map<string, string>();
  for (const { kind, subject, live } of chosen) {
    if (kind !== "role.unexpected" || live?.kind !== "role") continue;
    const isEveryone = subject.id === policy.guild.id;
    const handle = isEveryone ? "@everyone" : freeHandle(live.name, "role", (one) => taken.has(one));
    taken.add(handle);
    handles.set(subject.id, handle);
  }
  return handles;
}

/** Categories before their channels. A channel in a category that the file will not have gets no place. */
function newChannelsOf(sides: Sides, chosen: readonly Finding[]): Map<string, Keys> {
  const places = new Map<string, Keys>();
  const taken = new Set(sides.binding.channels.map((bound) => keysOf(bound, sides).join("\n")));
  const added = chosen.flatMap(({ kind, subject }) =>
    kind === "channel.unexpected" ? [...sides.snapshot.channels.values()].filter(({ id }) => id === subject.id) : [],
  );
  for (const live of added.toSorted((left, right) => Number(left.parent !== null) - Number(right.parent !== null))) {
    const inside = insideOf(live, sides, places);
    if (inside === null) continue;
    const handle = freeHandle(live.name, "channel", (one) => taken.has([...inside, one].join("\n")));
    const keys = [...inside, handle];
    taken.add(keys.join("\n"));
    places.set(live.id, keys);
  }
  return places;
}

function insideOf({ parent }: LiveChannel, sides: Sides, places: ReadonlyMap<string, Keys>): Keys | null {
  if (parent === null) return ["channels"];
  const listed: BoundChannel | undefined = sides.binding.channelOfId.get(parent);
  const category = listed === undefined ? places.get(parent) : keysOf(listed, sides);
  return category === undefined ? null : [...category, "channels"];
}
