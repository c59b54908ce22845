/** Every action type of the audit log: its name, what its target is, and when it can hand out or take rights. */

/** What the target's id is of. */
export type TargetType =
  | "guild"
  | "channel"
  | "user"
  | "role"
  | "invite"
  | "webhook"
  | "emoji"
  | "integration"
  | "stage instance"
  | "sticker"
  | "scheduled event"
  | "thread"
  | "command"
  | "app"
  | "sound"
  | "auto moderation rule"
  | "onboarding prompt"
  | "guild home"
  | "unknown";

/** When an entry can hand out or take rights: whatever it says, never, or when one of these keys is among its changes. */
type MovesRights = "always" | "never" | readonly string[];

export interface AuditAction {
  readonly name: string;
  readonly target: TargetType;
  readonly movesRights: MovesRights;
  /** `docs`: Discord's page lists it. `spec`: only the published API description does. `client`: neither, but Discord's client names it. */
  readonly source: "docs" | "spec" | "client";
}

/** A channel's name or topic hands out nothing; its overwrites do, and a move may sync them with those of the new category. */
const CHANNEL_KEYS = ["permission_overwrites", "parent_id"];
/** `flags` tells whether members can pick the role in the onboarding. */
const ROLE_KEYS = ["permissions", "permissions_new", "flags"];
/** Invites can grant roles since 2026-01-13; the docs do not say by which key the log shows it. */
const INVITE_KEYS = ["role_ids", "roles", "role_id"];
/** A webhook that moves can post elsewhere. */
const WEBHOOK_KEYS = ["channel_id", "type", "application_id"];
/** `expire_behavior` decides whether a lapsed subscriber loses the role. */
const INTEGRATION_KEYS = ["scopes", "role_id", "enabled", "application_id", "expire_behavior"];
/** The options of a prompt name the roles and channels that members give themselves. */
const PROMPT_KEYS = ["options", "in_onboarding"];
const ONBOARDING_KEYS = ["prompts", "enabled", "mode", "default_channel_ids"];

type Row = readonly [type: number, name: string, target: TargetType, movesRights: MovesRights];

/** Docs: resources/audit-log, "Audit Log Events". Targets where the docs are silent: Discord's client. */
const DOCUMENTED: readonly Row[] = [
  [1, "GUILD_UPDATE", "guild", ["owner_id", "mfa_level"]],
  [10, "CHANNEL_CREATE", "channel", "always"],
  [11, "CHANNEL_UPDATE", "channel", CHANNEL_KEYS],
  [12, "CHANNEL_DELETE", "channel", "always"],
  [13, "CHANNEL_OVERWRITE_CREATE", "channel", "always"],
  [14, "CHANNEL_OVERWRITE_UPDATE", "channel", "always"],
  [15, "CHANNEL_OVERWRITE_DELETE", "channel", "always"],
  [20, "MEMBER_KICK", "user", "never"],
  [21, "MEMBER_PRUNE", "user", "never"],
  [22, "MEMBER_BAN_ADD", "user", "never"],
  [23, "MEMBER_BAN_REMOVE", "user", "never"],
  [24, "MEMBER_UPDATE", "user", "never"],
  [25, "MEMBER_ROLE_UPDATE", "user", "always"],
  [26, "MEMBER_MOVE", "user", "never"],
  [27, "MEMBER_DISCONNECT", "user", "never"],
  [28, "BOT_ADD", "user", "always"],
  [30, "ROLE_CREATE", "role", "always"],
  [31, "ROLE_UPDATE", "role", ROLE_KEYS],
  [32, "ROLE_DELETE", "role", "always"],
  [40, "INVITE_CREATE", "invite", INVITE_KEYS],
  [41, "INVITE_UPDATE", "invite", INVITE_KEYS],
  [42, "INVITE_DELETE", "invite", INVITE_KEYS],
  [50, "WEBHOOK_CREATE", "webhook", "always"],
  [51, "WEBHOOK_UPDATE", "webhook", WEBHOOK_KEYS],
  [52, "WEBHOOK_DELETE", "webhook", "always"],
  [60, "EMOJI_CREATE", "emoji", "never"],
  [61, "EMOJI_UPDATE", "emoji", "never"],
  [62, "EMOJI_DELETE", "emoji", "never"],
  [72, "MESSAGE_DELETE", "user", "never"],
  [73, "MESSAGE_BULK_DELETE", "channel", "never"],
  [74, "MESSAGE_PIN", "user", "never"],
  [75, "MESSAGE_UNPIN", "user", "never"],
  [80, "INTEGRATION_CREATE", "integration", "always"],
  [81, "INTEGRATION_UPDATE", "integration", INTEGRATION_KEYS],
  [82, "INTEGRATION_DELETE", "integration", "always"],
  [83, "STAGE_INSTANCE_CREATE", "stage instance", "never"],
  [84, "STAGE_INSTANCE_UPDATE", "stage instance", "never"],
  [85, "STAGE_INSTANCE_DELETE", "stage instance", "never"],
  [90, "STICKER_CREATE", "sticker", "never"],
  [91, "STICKER_UPDATE", "sticker", "never"],
  [92, "STICKER_DELETE", "sticker", "never"],
  [100, "GUILD_SCHEDULED_EVENT_CREATE", "scheduled event", "never"],
  [101, "GUILD_SCHEDULED_EVENT_UPDATE", "scheduled event", "never"],
  [102, "GUILD_SCHEDULED_EVENT_DELETE", "scheduled event", "never"],
  [110, "THREAD_CREATE", "thread", "never"],
  [111, "THREAD_UPDATE", "thread", "never"],
  [112, "THREAD_DELETE", "thread", "never"],
  [121, "APPLICATION_COMMAND_PERMISSION_UPDATE", "command", "always"],
  [130, "SOUNDBOARD_SOUND_CREATE", "sound", "never"],
  [131, "SOUNDBOARD_SOUND_UPDATE", "sound", "never"],
  [132, "SOUNDBOARD_SOUND_DELETE", "sound", "never"],
  [140, "AUTO_MODERATION_RULE_CREATE", "auto moderation rule", "never"],
  [141, "AUTO_MODERATION_RULE_UPDATE", "auto moderation rule", "never"],
  [142, "AUTO_MODERATION_RULE_DELETE", "auto moderation rule", "never"],
  [143, "AUTO_MODERATION_BLOCK_MESSAGE", "user", "never"],
  [144, "AUTO_MODERATION_FLAG_TO_CHANNEL", "user", "never"],
  [145, "AUTO_MODERATION_USER_COMMUNICATION_DISABLED", "user", "never"],
  [146, "AUTO_MODERATION_QUARANTINE_USER", "user", "never"],
  [150, "CREATOR_MONETIZATION_REQUEST_CREATED", "guild", "never"],
  [151, "CREATOR_MONETIZATION_TERMS_ACCEPTED", "guild", "never"],
  [163, "ONBOARDING_PROMPT_CREATE", "onboarding prompt", "always"],
  [164, "ONBOARDING_PROMPT_UPDATE", "onboarding prompt", PROMPT_KEYS],
  [165, "ONBOARDING_PROMPT_DELETE", "onboarding prompt", "always"],
  [166, "ONBOARDING_CREATE", "guild", "always"],
  [167, "ONBOARDING_UPDATE", "guild", ONBOARDING_KEYS],
  [190, "HOME_SETTINGS_CREATE", "guild", "never"],
  [191, "HOME_SETTINGS_UPDATE", "guild", "never"],
  [192, "VOICE_CHANNEL_STATUS_CREATE", "channel", "never"],
  [193, "VOICE_CHANNEL_STATUS_DELETE", "channel", "never"],
];

/** In the published API description, not in the docs. */
const DESCRIBED: readonly Row[] = [
  [171, "GUILD_HOME_FEATURE_ITEM", "guild home", "never"],
  [172, "GUILD_HOME_REMOVE_ITEM", "guild home", "never"],
  [180, "HARMFUL_LINKS_BLOCKED_MESSAGE", "guild", "never"],
  [200, "GUILD_SCHEDULED_EVENT_EXCEPTION_CREATE", "scheduled event", "never"],
  [201, "GUILD_SCHEDULED_EVENT_EXCEPTION_UPDATE", "scheduled event", "never"],
  [202, "GUILD_SCHEDULED_EVENT_EXCEPTION_DELETE", "scheduled event", "never"],
  [211, "GUILD_PROFILE_UPDATE", "guild", "never"],
];

/** Seen in logs and in the client only. The migrations change many roles at once and write no entry per role (discord-api-docs PR #8005). */
const SEEN: readonly Row[] = [
  [194, "CLYDE_AI_PROFILE_UPDATE", "guild", "never"],
  [210, "GUILD_MEMBER_VERIFICATION_UPDATE", "guild", "never"],
  [212, "GUILD_MIGRATE_PIN_PERMISSION", "guild", "always"],
  [213, "GUILD_MIGRATE_BYPASS_SLOWMODE_PERMISSION", "guild", "always"],
];

function actionsOf(rows: readonly Row[], source: AuditAction["source"]): [number, AuditAction][] {
  return rows.map(([type, name, target, movesRights]) => [type, { name, target, movesRights, source }]);
}

/** All known action types by number. */
export const ACTIONS: ReadonlyMap<number, AuditAction> = new Map([
  ...actionsOf(DOCUMENTED, "docs"),
  ...actionsOf(DESCRIBED, "spec"),
  ...actionsOf(SEEN, "client"),
]);

/** Keys that speak of rights whatever the action is, so that a new type or an odd entry is not passed over. */
const RIGHTS_KEYS: ReadonlySet<string> = new Set(["permissions", "allow", "deny", "permission_overwrites", "$add", "$remove"]);

/** The documented name; `UNKNOWN_n` for a type that this version does not know, `UNKNOWN` where the log has none. */
export function actionName(type: number | null): string {
  if (type === null) return "UNKNOWN";
  return ACTIONS.get(type)?.name ?? `UNKNOWN_${type}`;
}

/** What the target of an action type is. */
export function targetTypeOf(type: number | null): TargetType {
  return (type === null ? undefined : ACTIONS.get(type))?.target ?? "unknown";
}

/** Whether an entry of this type with these changes can hand out or take rights. A type that nobody knows might. */
export function canMoveRights(type: number | null, changes: readonly { readonly key: string }[]): boolean {
  const movesRights = (type === null ? undefined : ACTIONS.get(type))?.movesRights ?? "always";
  if (movesRights === "always") return true;
  return changes.some(({ key }) => RIGHTS_KEYS.has(key) || (movesRights !== "never" && movesRights.includes(key)));
}
