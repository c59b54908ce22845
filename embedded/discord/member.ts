// Users and members as Discord sends them.

export interface WireUser {
  id: string;
  username: string;
  avatar: string | null;
  discriminator: string;
  public_flags: number;
  flags: number;
  bot?: boolean;
  banner: string | null;
  accent_color: number | null;
  global_name: string | null;
  avatar_decoration_data: null;
  collectibles: null;
  primary_guild: null;
}

export interface WireMember {
  user: WireUser;
  nick: string | null;
  avatar: string | null;
  banner: string | null;
  roles: string[];
  joined_at: string;
  premium_since: string | null;
  communication_disabled_until: string | null;
  flags: number;
  pending: boolean;
  mute: boolean;
  deaf: boolean;
}

export interface UserInput {
  readonly id?: string;
  readonly name?: string;
  readonly displayName?: string | null;
  readonly bot?: boolean;
}

export interface MemberInput extends UserInput {
  readonly roles?: readonly string[];
  readonly nick?: string | null;
}

export function makeUser(id: string, input: UserInput): WireUser {
  return {
    id,
    username: input.name ?? `user-${id}`,
    avatar: null,
    discriminator: input.bot === true ? "0001" : "0",
    public_flags: 0,
    flags: 0,
    ...(input.bot === true ? { bot: true } : {}),
    banner: null,
    accent_color: null,
    global_name: input.displayName ?? null,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
  };
}

export function makeMember(user: WireUser, joinedAt: Date, input: MemberInput): WireMember {
  return {
    user,
    nick: input.nick ?? null,
    avatar: null,
    banner: null,
    roles: [...(input.roles ?? [])],
    joined_at: joinedAt.toISOString(),
    premium_since: null,
    communication_disabled_until: null,
    flags: 0,
    pending: false,
    mute: false,
    deaf: false,
  };
}
