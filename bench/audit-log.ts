/** A made-up audit log, as the text that Discord would send: pages of 100 entries, in a mix as a busy server has it. */
import { bits, channelId, newDice, roleId, userId, type Dice } from "./made-up.ts";

const PAGE = 100;
const PEOPLE = 40;
/** About six entries a minute, so that 100,000 of them are less than two weeks. */
const ENTRY_GAP = 10_000n << 22n;
/** Of 2025-11-01. */
const FIRST_ENTRY = 1_434_039_000_000_000_000n;

type BitKey = "permissions" | "allow" | "deny";

interface Guild {
  readonly roles: number;
  readonly channels: number;
  /** What a role, or a role's overwrite in a channel, holds before the log begins; made up where it is left out. */
  readonly held?: (key: BitKey, role: number, channel: number) => bigint;
}

interface Roll extends Guild {
  readonly dice: Dice;
  /** What everything holds by now. */
  readonly now: Map<string, bigint>;
}

/** What an entry says besides who did it and when. */
interface Said {
  readonly action_type: number;
  readonly target_id: string | null;
  readonly changes?: readonly object[];
  readonly options?: Readonly<Record<string, string>>;
}

const roleNumber = ({ dice, roles }: Roll): number => 1 + (dice() % (roles - 1));
const channelNumber = ({ dice, channels }: Roll): number => dice() % channels;
const someRole = (roll: Roll): string => roleId(roleNumber(roll));
const someChannel = (roll: Roll): string => channelId(channelNumber(roll));
const somePerson = ({ dice }: Roll): string => userId(dice() % PEOPLE);

/** A few permissions clicked on, or off again the next time. */
function clicked(key: BitKey, { role, channel }: { readonly role: number; readonly channel: number }, roll: Roll): object {
  const name = `${key}/${role}/${channel}`;
  const before = roll.now.get(name) ?? roll.held?.(key, role, channel) ?? bits(roll.dice);
  const after = before ^ ((1n << BigInt((role * 7 + channel) % 47)) | (1n << BigInt((role + channel * 3) % 47)));
  roll.now.set(name, after);
  return { key, old_value: String(before), new_value: String(after) };
}

function overwrite(roll: Roll): object {
  return { id: someRole(roll), type: 0, allow: String(bits(roll.dice)), deny: String(bits(roll.dice)) };
}

function handed(roll: Roll): Said {
  const role = { name: "Evening shift", id: someRole(roll) };
  return {
    action_type: 25,
    target_id: somePerson(roll),
    changes: [{ key: roll.dice() % 3 === 0 ? "$remove" : "$add", new_value: [role] }],
  };
}

function overwriteChanged(roll: Roll): Said {
  // Of a channel, people change the overwrites of a few roles, and again and again.
  const spot = { channel: channelNumber(roll), role: 1 + (roll.dice() % 3) };
  const options = { role_name: "Evening shift", type: "0", id: roleId(spot.role) };
  const keys: readonly BitKey[] = roll.dice() % 2 === 0 ? ["allow"] : ["allow", "deny"];
  return { action_type: 14, target_id: channelId(spot.channel), changes: keys.map((key) => clicked(key, spot, roll)), options };
}

function channelMade(roll: Roll): Said {
  const changes = [
    { key: "name", new_value: "harbour-lights" },
    { key: "type", new_value: 0 },
    { key: "permission_overwrites", new_value: [overwrite(roll), overwrite(roll)] },
    { key: "nsfw", new_value: false },
    { key: "rate_limit_per_user", new_value: 0 },
    { key: "flags", new_value: 0 },
  ];
  return { action_type: 10, target_id: channelId(1_000_000 + (roll.dice() % 100_000)), changes };
}

function inviteMade(roll: Roll): Said {
  const changes = [
    { key: "code", new_value: "kq8Zr2vX" },
    { key: "channel_id", new_value: someChannel(roll) },
    { key: "inviter_id", new_value: somePerson(roll) },
    { key: "uses", new_value: 0 },
    { key: "max_uses", new_value: 0 },
    { key: "max_age", new_value: 604_800 },
    { key: "temporary", new_value: false },
  ];
  return { action_type: 40, target_id: null, changes };
}

function roleChanged(roll: Roll): Said {
  const named = { key: "name", old_value: "Evening shift", new_value: "Late shift" };
  const role = roleNumber(roll);
  const permissions = clicked("permissions", { role, channel: 0 }, roll);
  return { action_type: 31, target_id: roleId(role), changes: roll.dice() % 4 === 0 ? [named, permissions] : [permissions] };
}

/** Of a hundred entries, how many are of each kind. */
const MIX: readonly (readonly [share: number, make: (roll: Roll) => Said])[] = [
  [24, handed],
  [16, overwriteChanged],
  [10, roleChanged],
  [
    4,
    (roll) => ({
      action_type: 11,
      target_id: someChannel(roll),
      changes: [{ key: "topic", old_value: "", new_value: "What the sea brings" }],
    }),
  ],
  [3, channelMade],
  [8, inviteMade],
  [15, (roll) => ({ action_type: 72, target_id: somePerson(roll), options: { channel_id: someChannel(roll), count: "1" } })],
  [10, (roll) => ({ action_type: 24, target_id: somePerson(roll), changes: [{ key: "nick", new_value: "Skipper" }] })],
  [5, (roll) => ({ action_type: 22, target_id: somePerson(roll) })],
  [5, () => ({ action_type: 27, target_id: null, options: { count: "1" } })],
];

const KINDS: readonly ((roll: Roll) => Said)[] = MIX.flatMap(([share, make]) => Array.from({ length: share }, () => make));

function entry(number: number, roll: Roll): object {
  const make = KINDS[roll.dice() % KINDS.length];
  if (make === undefined) throw new RangeError("no kind of entry");
  const reason = roll.dice() % 5 === 0 ? { reason: "as agreed on Monday" } : {};
  return { id: String(FIRST_ENTRY + BigInt(number) * ENTRY_GAP), user_id: somePerson(roll), ...make(roll), ...reason };
}

function user(number: number): object {
  return {
    id: userId(number),
    username: `keeper.${number}`,
    avatar: "8342729096ea3675442027381ff50dfe",
    discriminator: "0",
    public_flags: 64,
    flags: 64,
    ...(number % 10 === 0 ? { bot: true } : {}),
    banner: null,
    accent_color: null,
    global_name: `Keeper ${number}`,
    avatar_decoration_data: null,
    primary_guild: null,
  };
}

/** The people whom the entries of a page name; Discord sends only those. */
function usersOf(entries: readonly object[]): readonly object[] {
  const text = JSON.stringify(entries);
  return Array.from({ length: PEOPLE }, (_, number) => number)
    .filter((number) => text.includes(userId(number)))
    .map(user);
}

/** Pages of so many entries altogether, oldest first, about the roles and channels of made-up guilds of this size. */
export function auditPages(entries: number, guild: Guild): readonly object[] {
  const roll: Roll = { ...guild, dice: newDice(), now: new Map() };
  return Array.from({ length: Math.ceil(entries / PAGE) }, (_, page) => {
    const some = Array.from({ length: Math.min(PAGE, entries - page * PAGE) }, (__, index) => entry(page * PAGE + index, roll));
    return {
      application_commands: [],
      audit_log_entries: some,
      auto_moderation_rules: [],
      guild_scheduled_events: [],
      integrations: [],
      threads: [],
      users: usersOf(some),
      webhooks: [],
    };
  });
}
