// Guilds for golden exports: a community as they are, and one in which nothing has an ordinary name.
import { bitsOf, type PermissionName } from "../../src/permissions/flags.ts";
import { GUILD, type RawChannel, type RawGuild, type RawOverwrite, type RawRole } from "./raw-guilds.ts";

type Names = readonly PermissionName[];
const text = (names: Names): string => String(bitsOf(names));

const TYPES = { text: 0, voice: 2, category: 4, announcement: 5, stage: 13, forum: 15 } as const;

interface Overwritten {
  readonly to: string;
  readonly allow?: Names;
  readonly deny?: Names;
}

/** `to`: a role's id, or `member:` and a person's. */
function overwrite({ to, allow = [], deny = [] }: Overwritten): RawOverwrite {
  const member = to.startsWith("member:");
  return { id: to.replace("member:", ""), type: member ? 1 : 0, allow: text(allow), deny: text(deny) };
}

interface ChannelInput {
  readonly name: string;
  readonly type?: keyof typeof TYPES;
  readonly overwrites?: readonly Overwritten[];
  readonly inside?: string;
}

function channels(all: readonly ChannelInput[]): RawChannel[] {
  return all.map(({ name, type = "text", overwrites = [], inside }, index) => {
    const parent = all.findIndex((one) => one.type === "category" && one.name === inside);
    return {
      id: String(201 + index),
      name,
      type: TYPES[type],
      parent_id: inside === undefined ? null : String(parent === -1 ? inside : 201 + parent),
      position: index,
      permission_overwrites: overwrites.map(overwrite),
    };
  });
}

/** Highest first. */
function roles(all: readonly (Pick<RawRole, "name"> & { readonly may?: Names; readonly tags?: object })[], everyone: Names): RawRole[] {
  return [
    ...all.map(({ name, may = [], tags }, index) => ({
      id: String(101 + index),
      name,
      permissions: text(may),
      position: all.length - index,
      managed: tags !== undefined,
      ...(tags === undefined ? {} : { tags }),
    })),
    { id: GUILD, name: "@everyone", permissions: text(everyone), position: 0, managed: false },
  ];
}

const READ: Names = ["VIEW_CHANNEL", "READ_MESSAGE_HISTORY"];
const WRITE: Names = [
  ...(["SEND_MESSAGES", "SEND_MESSAGES_IN_THREADS", "CREATE_PUBLIC_THREADS", "ADD_REACTIONS", "EMBED_LINKS", "ATTACH_FILES"] as const),
  ...(["USE_EXTERNAL_EMOJIS", "USE_APPLICATION_COMMANDS"] as const),
];
const TALK: Names = ["CONNECT", "SPEAK", "STREAM", "USE_VAD"];
const MODERATE: Names = [
  "KICK_MEMBERS",
  "BAN_MEMBERS",
  "MODERATE_MEMBERS",
  "MANAGE_MESSAGES",
  "MANAGE_THREADS",
  "MUTE_MEMBERS",
  "MOVE_MEMBERS",
];
const MEMBER: Names = [...READ, ...WRITE, ...TALK, "CHANGE_NICKNAME", "CREATE_INSTANT_INVITE"];

const STAFF: readonly Overwritten[] = [
  { to: GUILD, deny: ["VIEW_CHANNEL"] },
  { to: "102", allow: READ },
  { to: "103", allow: READ },
  { to: "member:902", allow: ["VIEW_CHANNEL"] },
];
const SILENT: Overwritten = { to: "110", deny: [...WRITE, "SPEAK"] };

/** Roles that began as copies of @everyone, bots, boosters, a private area, channels that left it, and what people forget. */
export const community: RawGuild = {
  guild: {
    id: GUILD,
    name: "Harbour",
    owner_id: "900",
    mfa_level: 0,
    roles: roles(
      [
        { name: "Harbour Master", may: ["ADMINISTRATOR"] },
        { name: "Moderator", may: [...MEMBER, ...MODERATE, "VIEW_AUDIT_LOG"] },
        { name: "Trial Moderator", may: [...MEMBER, ...MODERATE.filter((name) => name !== "BAN_MEMBERS")] },
        { name: "Carl", may: [...MEMBER, ...MODERATE, "MANAGE_ROLES"], tags: { bot_id: "950" } },
        { name: "Music", may: [...READ, ...TALK], tags: { bot_id: "951" } },
        { name: "Server Booster", tags: { premium_subscriber: null } },
        { name: "Captain", may: MEMBER },
        { name: "Sailor", may: MEMBER },
        { name: "Event Host", may: [...MEMBER, "MANAGE_EVENTS", "MENTION_EVERYONE", "BIT_60"] },
        { name: "Quiet", may: [] },
        { name: "Stream Feed", may: ["MANAGE_WEBHOOKS"], tags: { integration_id: "77" } },
      ],
      [...MEMBER, "MENTION_EVERYONE"],
    ),
  },
  channels: channels([
    { name: "rules", overwrites: [{ to: GUILD, deny: ["SEND_MESSAGES", "ADD_REACTIONS"] }] },
    { name: "Harbour", type: "category", overwrites: [SILENT] },
    { name: "general", inside: "Harbour", overwrites: [SILENT] },
    { name: "Deck", type: "voice", inside: "Harbour", overwrites: [SILENT] },
    { name: "pictures", inside: "Harbour", overwrites: [SILENT, { to: "107" }] },
    {
      name: "news",
      type: "announcement",
      inside: "Harbour",
      overwrites: [
        { to: GUILD, deny: WRITE, allow: ["MENTION_EVERYONE"] },
        { to: "109", allow: WRITE },
      ],
    },
    { name: "Crew", type: "category", overwrites: STAFF },
    { name: "crew-chat", inside: "Crew", overwrites: STAFF },
    { name: "incidents", type: "forum", inside: "Crew", overwrites: STAFF },
    {
      name: "ship-log",
      inside: "Crew",
      overwrites: [...STAFF, { to: "104", allow: [...READ, "SEND_MESSAGES", "MANAGE_WEBHOOKS"] }, { to: "666", allow: READ }],
    },
    { name: "old-wiki", inside: "Crew", overwrites: [{ to: "102", allow: [...READ, "SEND_MESSAGES"], deny: ["SEND_MESSAGES", "BIT_61"] }] },
    { name: "Empty", type: "category" },
    { name: "lost", inside: "298", overwrites: [] },
  ]),
  self: { user: { id: "800" }, roles: [] },
};

/** Everything is called something that YAML, a terminal or the language could take for something else. */
export const strangeNames: RawGuild = {
  guild: {
    id: GUILD,
    name: "\u202E# evil: [server]\nowner: me",
    owner_id: "900",
    mfa_level: 1,
    roles: roles(
      [
        "yes",
        "null",
        "~",
        "42",
        "-",
        "member:x",
        "role:1",
        "$set",
        "@everyone",
        "mods",
        "mods",
        "mods (2)",
        "a: b",
        " ",
        "\u3164",
        "שלום",
        "😀".repeat(60),
        "\u202Eabc",
      ].map((name) => ({ name })),
      [],
    ),
  },
  channels: channels([
    { name: "general" },
    {
      name: "general",
      overwrites: [
        { to: "109", allow: ["VIEW_CHANNEL"] },
        { to: "111", deny: ["VIEW_CHANNEL"] },
      ],
    },
    { name: "a/b", overwrites: [{ to: "115" }, { to: "106" }] },
    { name: "a", type: "category" },
    { name: "b", inside: "a" },
    { name: "*", inside: "a" },
    { name: "synced", type: "category" },
    { name: "channels", inside: "synced" },
    { name: "general", inside: "synced" },
    { name: "a".repeat(100), inside: "synced" },
  ]),
  self: { user: { id: "900" }, roles: [] },
};
