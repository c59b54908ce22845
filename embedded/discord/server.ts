// An embedded Discord: a REST server on loopback whose state the caller changes directly.
import type { Faults } from "../http/faults.ts";
import { startLoopback, type Answer, type Hooks, type LoggedRequest } from "../http/loopback.ts";
import { ApiError } from "./api-error.ts";
import { authenticate, tokenFor, type Bot } from "./bots.ts";
import { makeGuildSettings } from "./guild-settings.ts";
import { GuildState, type World } from "./guild-state.ts";
import { openGuild, type EmbeddedGuild } from "./guild.ts";
import { makeUser, type UserInput, type WireUser } from "./member.ts";
import { permissionBits, type PermissionInput } from "./permission-bits.ts";
import { createRateLimiter, type RateLimit } from "./rate-limit.ts";
import { findRoute } from "./router.ts";
import { createIdSource } from "./snowflakes.ts";

export interface DiscordOptions {
  /** The clock behind new ids and the log's retention. Default: the machine's. */
  readonly now?: () => Date;
  /** Default: 1000 requests a second, so that nobody has to wait. */
  readonly rateLimit?: RateLimit;
}

interface GuildInput {
  readonly id?: string;
  readonly name: string;
  readonly ownerId?: string;
  /** What @everyone may do. Default: see channels, read and write. */
  readonly everyone?: PermissionInput;
}

export interface EmbeddedDiscord extends AsyncDisposable {
  /** For `new REST({ api })`: `http://127.0.0.1:<port>/api`. */
  readonly apiUrl: string;
  /** Every request so far: number, method, path, query, headers. */
  readonly requests: readonly LoggedRequest[];
  readonly faults: Faults;
  readonly hooks: Hooks;
  readonly forgetRequests: () => void;
  addGuild(input: GuildInput): EmbeddedGuild;
  /** A person that Discord knows, in no guild yet. */
  addUser(input: UserInput): WireUser;
  /** A bot that can log in. Make it a member with `guild.addMember({ id: bot.userId, roles })`. */
  addBot(input?: { readonly userId?: string; readonly token?: string; readonly name?: string }): Bot;
  /** Discord no longer names this user in the log's `users`. */
  forgetUser(userId: string): void;
  readonly close: () => Promise<void>;
}

const everyoneByDefault = ["VIEW_CHANNEL", "SEND_MESSAGES", "READ_MESSAGE_HISTORY", "ADD_REACTIONS", "CONNECT", "SPEAK"];

/** Listens on 127.0.0.1 at a free port until `close` (or `await using`). The same clock gives the same ids. */
export async function startDiscord(options: DiscordOptions = {}): Promise<EmbeddedDiscord> {
  const world = createWorld(options.now ?? ((): Date => new Date()));
  const guilds = new Map<string, GuildState>();
  const bots = new Map<string, Bot>();
  const limiter = createRateLimiter(options.rateLimit ?? { limit: 1000, windowSeconds: 1 });
  const server = await startLoopback((request) => {
    const { headers, refused } = limiter.count(bucketOf(request));
    const answer = refused ?? answerTo(request, { world, guilds, bots });
    return { ...answer, headers: { ...headers, ...answer.headers } };
  });
  return {
    apiUrl: `${server.origin}/api`,
    requests: server.requests,
    faults: server.faults,
    hooks: server.hooks,
    forgetRequests: server.forgetRequests,
    addGuild: (input) => addGuild(world, guilds, input),
    addUser: world.findOrAddUser,
    addBot: (input = {}) => {
      const user = world.findOrAddUser({
        ...(input.userId === undefined ? {} : { id: input.userId }),
        name: input.name ?? "drift-bot",
        bot: true,
      });
      const bot = { userId: user.id, token: input.token ?? tokenFor(user.id) };
      bots.set(bot.token, bot);
      return bot;
    },
    forgetUser: (userId) => {
      world.users.delete(userId);
    },
    close: server.close,
    [Symbol.asyncDispose]: server.close,
  };
}

function createWorld(now: () => Date): World {
  const ids = createIdSource(now);
  const users = new Map<string, WireUser>();
  const findOrAddUser = (input: UserInput): WireUser => {
    const known = input.id === undefined ? undefined : users.get(input.id);
    if (known !== undefined) return known;
    const user = makeUser(input.id ?? ids.next(), input);
    users.set(user.id, user);
    return user;
  };
  return { ids, now, users, findOrAddUser };
}

/** The owner becomes a member. */
function addGuild(world: World, guilds: Map<string, GuildState>, input: GuildInput): EmbeddedGuild {
  const id = input.id ?? world.ids.next();
  const owner = world.findOrAddUser(input.ownerId === undefined ? { name: "owner" } : { id: input.ownerId });
  const everyone = permissionBits(input.everyone ?? everyoneByDefault);
  const state = new GuildState(world, makeGuildSettings(id, input.name, owner.id), everyone);
  state.addMember({ id: owner.id });
  guilds.set(id, state);
  return openGuild(state);
}

interface Served {
  readonly world: World;
  readonly guilds: ReadonlyMap<string, GuildState>;
  readonly bots: ReadonlyMap<string, Bot>;
}

function answerTo(request: LoggedRequest, { world, guilds, bots }: Served): Answer {
  try {
    const bot = authenticate(request, bots);
    const { route, params } = findRoute(request);
    return route.answer({ bot, params, query: request.query, guilds, users: world.users, now: world.now() });
  } catch (error) {
    if (error instanceof ApiError) return error.answer;
    throw error;
  }
}

/** Discord counts by route and guild or channel; the ids of members are not part of it. */
function bucketOf({ method, path }: LoggedRequest): string {
  return `${method} ${path.replace(/\/members\/\d+$/, "/members/:id")}`;
}
