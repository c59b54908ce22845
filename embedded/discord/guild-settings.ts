// What Discord sends about a guild itself, roles, channels and members apart.

export interface GuildSettings {
  id: string;
  name: string;
  owner_id: string;
  /** 1 when moderators need two-factor login. */
  mfa_level: 0 | 1;
  verification_level: number;
  default_message_notifications: number;
  explicit_content_filter: number;
  system_channel_id: string | null;
  rules_channel_id: string | null;
  public_updates_channel_id: string | null;
  safety_alerts_channel_id: string | null;
  afk_channel_id: string | null;
  widget_channel_id: string | null;
  widget_enabled: boolean;
  vanity_url_code: string | null;
  description: string | null;
}

export function makeGuildSettings(id: string, name: string, ownerId: string): GuildSettings {
  return {
    id,
    name,
    owner_id: ownerId,
    mfa_level: 0,
    verification_level: 1,
    default_message_notifications: 1,
    explicit_content_filter: 2,
    system_channel_id: null,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    afk_channel_id: null,
    widget_channel_id: null,
    widget_enabled: false,
    vanity_url_code: null,
    description: null,
  };
}

/** Fields that the official description asks for and that nothing here changes. */
export const unchangingGuildFields = {
  icon: null,
  home_header: null,
  splash: null,
  discovery_splash: null,
  features: [],
  banner: null,
  application_id: null,
  region: "us-east",
  afk_timeout: 300,
  system_channel_flags: 0,
  max_presences: null,
  max_members: 500_000,
  max_stage_video_channel_users: 50,
  max_video_channel_users: 25,
  premium_tier: 0,
  premium_subscription_count: 0,
  preferred_locale: "en-US",
  premium_progress_bar_enabled: false,
  nsfw: false,
  nsfw_level: 0,
  emojis: [],
  stickers: [],
  incidents_data: null,
} as const;
