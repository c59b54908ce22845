/** Who breaks a rule, where, and through what. */
import type { Breach, BreachVia, Finding } from "../../drift/finding.ts";
import { abilities } from "./effect.ts";
import { code } from "./neutralise.ts";
import { MARKDOWN, type Voice } from "./voice.ts";
import { targetWords } from "./who.ts";

/** Breaches, and channels of one, that are listed one by one. */
const LISTED = 20;

/** Through what it is held, as an admin would look for it. */
const THROUGH = {
  role: "the role's own permissions",
  "managed-role": "the permissions of a role that belongs to a bot, an integration, the boosts or a subscription",
  "role-overwrite": "what the channel allows this role",
  "member-overwrite": "what the channel allows this one person",
  everyone: "the permissions of every member, @everyone",
  "everyone-overwrite": "what the channel allows @everyone",
} as const satisfies Record<BreachVia, string>;

/** The breaches of the finding; none where it is of another kind. */
export function breachesOf({ live }: Pick<Finding, "live">): readonly Breach[] {
  return live?.kind === "breaches" ? live.breaches : [];
}

/** `Helper can see incidents, and 2 more break it`: the first breach, and how many others there are. */
export function breachSummary(finding: Finding, voice: Voice): string {
  const [first] = breachesOf(finding);
  if (first === undefined) return "somebody can do what it does not allow";
  const others = new Set(breachesOf(finding).map(({ who }) => `${who.type}:${who.id}`)).size - 1;
  const more =
    others === 0
      ? ""
      : others === 1
        ? ", and one more role or member breaks it too"
        : `, and ${others} more roles and members break it too`;
  return `${breachClause(first, voice)}${more}`;
}

/** All breaches as a list for the body of an issue. */
export function breachList(finding: Finding): string {
  const all = breachesOf(finding);
  if (all.length === 0) return "";
  const lines = all
    .slice(0, LISTED)
    .map((breach) => `- ${breachClause(breach, MARKDOWN)}, through ${throughWords(breach)}${placesOf(breach)}`);
  const more = all.length > LISTED ? [`- and ${all.length - LISTED} more`] : [];
  return `**Who breaks it**\n\n${[...lines, ...more].join("\n")}`;
}

/** Our own words must not ping everybody. */
function throughWords({ via }: Breach): string {
  return THROUGH[via].replaceAll("@everyone", code("@everyone"));
}

function breachClause({ who, guildLevel, channels, permissions }: Breach, voice: Voice): string {
  return `${targetWords(who, voice)} can ${abilities(permissions, guildLevel ? [] : channels, voice)}`;
}

/** Channels that the clause only counts. */
function placesOf({ guildLevel, channels }: Breach): string {
  if (guildLevel || channels.length <= 3) return "";
  const names = channels.slice(0, LISTED).map(({ name }) => code(name));
  const more = channels.length > LISTED ? ` and ${channels.length - LISTED} more` : "";
  return `. The channels: ${names.join(", ")}${more}`;
}
