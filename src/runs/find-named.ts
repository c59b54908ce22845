/** Roles and channels by what a person writes on the command line: an id, a name, or a handle of the policy. */
import { bind, type Binding } from "../drift/bind.ts";
import { rolesInOrder, channelsInOrder } from "../guild/order.ts";
import type { LiveChannel, LiveRole, Snapshot } from "../guild/snapshot.ts";
import type { Policy } from "../policy/policy.ts";
import { closest } from "../policy/suggest.ts";
import { PLAIN } from "../report/words/voice.ts";
import { CannotCheck } from "./cannot-check.ts";

/** More candidates would fill the screen. */
const MOST_SHOWN = 8;
/** `closest` looks at no more than this in one call. */
const SUGGEST_AT_ONCE = 300;

interface Named {
  readonly id: string;
  readonly name: string;
}

interface Search<Thing extends Named> {
  readonly option: "--channel" | "--role";
  readonly noun: "channel" | "role";
  readonly text: string;
  readonly all: readonly Thing[];
  /** What else it is called: a channel with its category. */
  readonly paths: (thing: Thing) => readonly string[];
  /** Handles of the policy, and which live thing each is; null where it is not there. */
  readonly handles: readonly (readonly [handle: string, live: Thing | null])[];
  readonly describe: (thing: Thing) => string;
}

/** Throws CannotCheck where no channel, or more than one, is called so. */
export function findChannel(text: string, snapshot: Snapshot, policy: Policy | null): LiveChannel {
  const category = ({ parent }: LiveChannel): LiveChannel | undefined => (parent === null ? undefined : snapshot.channels.get(parent));
  const channels = bindingOf(snapshot, policy)?.channels ?? [];
  return find({
    option: "--channel",
    noun: "channel",
    text,
    all: channelsInOrder(snapshot),
    paths: (channel) => [`${category(channel)?.name ?? ""}/${channel.name}`],
    handles: channels.flatMap(({ listed, live }) => [[listed.handle, live] as const, [listed.path, live] as const]),
    describe: (channel) => {
      const inside = category(channel);
      return `${PLAIN.name(channel.name)} (${channel.type}${inside === undefined ? "" : ` in ${PLAIN.name(inside.name)}`}, id ${channel.id})`;
    },
  });
}

/** Throws CannotCheck where no role, or more than one, is called so. `everyone` is @everyone. */
export function findRole(text: string, snapshot: Snapshot, policy: Policy | null): LiveRole {
  return find({
    option: "--role",
    noun: "role",
    text,
    all: rolesInOrder(snapshot),
    paths: ({ name }) => (name.startsWith("@") ? [name.slice(1)] : []),
    handles: (bindingOf(snapshot, policy)?.roles ?? []).map(({ listed, live }) => [listed.handle, live] as const),
    describe: ({ name, id }) => `${PLAIN.name(name)} (id ${id})`,
  });
}

/** A policy of another server has nothing to say here. */
function bindingOf(snapshot: Snapshot, policy: Policy | null): Binding | null {
  return policy === null || policy.guild.id !== snapshot.guild.id ? null : bind(policy, snapshot, new Map());
}

function find<Thing extends Named>(search: Search<Thing>): Thing {
  const text = search.text.trim();
  const digits = /^(?:<(?:#|@&))?(?<id>\d+)>?$/.exec(text)?.groups?.["id"];
  const byId = digits === undefined ? undefined : search.all.find(({ id }) => id === digits);
  if (byId !== undefined) return byId;
  const spellings = [text, text.replace(/^[#@]/, "")];
  const exact = called(search, (name) => spellings.includes(name));
  const loose = exact.length > 0 ? exact : called(search, (name) => spellings.some((spelling) => plain(spelling) === plain(name)));
  const [only] = loose;
  if (only === undefined) throw unknown(search, spellings);
  if (loose.length > 1) throw ambiguous(search, loose);
  return only;
}

function plain(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}

/** Each thing once, whichever of its names fits. */
function called<Thing extends Named>({ all, paths, handles }: Search<Thing>, fits: (name: string) => boolean): readonly Thing[] {
  const live = all.filter((thing) => [thing.name, ...paths(thing)].some(fits));
  const listed = handles.flatMap(([handle, thing]) => (thing !== null && fits(handle) ? [thing] : []));
  return [...new Map([...live, ...listed].map((thing) => [thing.id, thing])).values()];
}

function ambiguous<Thing extends Named>({ option, noun, text, describe }: Search<Thing>, found: readonly Thing[]): CannotCheck {
  const shown = found.slice(0, MOST_SHOWN).map(describe);
  const more = found.length > MOST_SHOWN ? `, and ${found.length - MOST_SHOWN} more` : "";
  return new CannotCheck(
    `${option} ${PLAIN.name(text)} can be ${found.length} ${noun}s: ${shown.join(", ")}${more}. Give the id of the one you mean.`,
  );
}

function unknown<Thing extends Named>(search: Search<Thing>, spellings: readonly string[]): CannotCheck {
  const { option, noun, text, all, handles } = search;
  const begin = `${option} ${PLAIN.name(text)}`;
  const sight = noun === "channel" ? " Discord shows a bot only the channels that it can see." : "";
  if (handles.some(([handle]) => spellings.includes(handle)))
    return new CannotCheck(`${begin} is in the policy, but the server has no such ${noun}.${sight}`);
  const names = [...all.map(({ name }) => name), ...handles.map(([handle]) => handle)];
  const parts = Array.from({ length: Math.ceil(names.length / SUGGEST_AT_ONCE) }, (_, at) =>
    names.slice(at * SUGGEST_AT_ONCE, (at + 1) * SUGGEST_AT_ONCE),
  );
  const word = spellings.at(-1) ?? text;
  const near = closest(
    word,
    parts.map((part) => closest(word, part)).filter((name) => name !== undefined),
  );
  const hint = near === undefined ? "" : ` Did you mean ${PLAIN.name(near)}?`;
  return new CannotCheck(`${begin}: there is no such ${noun} on the server.${hint}${sight}`);
}
