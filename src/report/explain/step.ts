/** One step of an answer as a sentence: what gave or took a permission, or several. */
import { DOCUMENTED } from "../../effective/algorithm.ts";
import { channelUse } from "../../effective/channel-use.ts";
import type { Source, Step } from "../../effective/step.ts";
import type { LiveChannel, Snapshot } from "../../guild/snapshot.ts";
import type { FlagName } from "../../permissions/flags.ts";
import { everyoneRole } from "../../permissions/snowflake.ts";
import { allPermissions, channelWords, listed, permissionWords, roleWords } from "./names.ts";
import { momentWords } from "../words/time.ts";

/** What a sentence may speak of. */
export interface Scene {
  readonly snapshot: Snapshot;
  readonly channel: LiveChannel | null;
  /** Unix milliseconds; null where there is no timeout. */
  readonly timeoutUntil: number | null;
}

type OverwriteSource = Extract<Source, { readonly kind: "everyone-overwrite" | "role-overwrite" | "member-overwrite" }>;

export type UnboundSource = Extract<Source, { readonly kind: "owner" | "administrator" | "timeout" }>;

/** What counts for everything at once, whatever the overwrites are. */
export function isUnbound(from: Source): from is UnboundSource {
  return from.kind === "owner" || from.kind === "administrator" || from.kind === "timeout";
}

/** Permissions that mean something on the guild level only. */
export function isServerWide(bit: bigint): boolean {
  return (bit & DOCUMENTED & ~channelUse("category").uses) !== 0n;
}

/** What a step does to the one permission `bit`. */
export function stepAbout({ from, allow }: Step, bit: bigint, scene: Scene): string {
  if (isUnbound(from)) return unboundWords(from, scene);
  switch (from.kind) {
    case "base":
      return `${roleWords(from.role, scene.snapshot)} has it by its server permissions.`;
    case "channel-type":
      return isServerWide(bit)
        ? "It is a permission for the whole server: in a channel it means nothing."
        : `It means nothing in a ${typeWords(from.type)}.`;
    case "implicit":
      return withoutWords(from.missing, "it cannot be used either");
    case "everyone-overwrite":
    case "role-overwrite":
    case "member-overwrite":
      return `${placeWords(scene)} ${(allow & bit) === 0n ? "denies" : "allows"} it to ${targetWords(from, scene)}.`;
  }
}

/** What a step does to all that it touches. A source that gives and takes makes two lines. */
export function stepLines(step: Step, scene: Scene): readonly string[] {
  const { from, allow, deny } = step;
  if (from.kind === "timeout") return [`${unboundWords(from, scene).slice(0, -1)}. It takes: ${allPermissions(deny, "channel")}.`];
  if (isUnbound(from)) return [unboundWords(from, scene)];
  switch (from.kind) {
    case "base":
      return [`${roleWords(from.role, scene.snapshot)} gives, by its server permissions: ${allPermissions(allow, "role")}.`];
    case "channel-type":
      return [`Means nothing in a ${typeWords(from.type)}: ${allPermissions(deny, "role")}.`];
    case "implicit":
      return [`${withoutWords(from.missing, "these cannot be used either:")} ${allPermissions(deny, "channel")}.`];
    case "everyone-overwrite":
    case "role-overwrite":
    case "member-overwrite":
      return overwriteLines(from, step, scene);
  }
}

function overwriteLines(from: OverwriteSource, { allow, deny }: Step, scene: Scene): readonly string[] {
  const line = (verb: string, bits: bigint): readonly string[] =>
    bits === 0n ? [] : [`${placeWords(scene)} ${verb} ${targetWords(from, scene)}: ${allPermissions(bits, "channel")}.`];
  return [...line("denies", deny), ...line("allows", allow)];
}

function placeWords({ channel }: Scene): string {
  return channel === null ? "The channel" : channelWords(channel);
}

function targetWords(from: OverwriteSource, { snapshot }: Scene): string {
  switch (from.kind) {
    case "everyone-overwrite":
      return roleWords(everyoneRole(snapshot.guild.id), snapshot);
    case "role-overwrite":
      return roleWords(from.role, snapshot);
    case "member-overwrite":
      return "this member in person";
  }
}

/** `text channel`, `category`. */
export function typeWords(type: string): string {
  return type === "category" ? type : `${type.replaceAll("_", " ")} channel`;
}

function withoutWords(missing: FlagName, rest: string): string {
  const end = rest.endsWith(":") ? "" : ".";
  return `Without ${permissionWords(missing, "channel")}, which is missing here, ${rest}${end}`;
}

/** Why everything is allowed, or nearly nothing. */
export function unboundWords(from: UnboundSource, scene: Scene): string {
  switch (from.kind) {
    case "owner":
      return "The owner of the server can do everything, and no overwrite counts.";
    case "administrator": {
      const roles = from.roles.map((role) => roleWords(role, scene.snapshot));
      return `${listed(roles)} ${roles.length === 1 ? "has" : "have"} Administrator: everything is allowed, and no overwrite counts.`;
    }
    case "timeout": {
      const until = scene.timeoutUntil === null ? "" : ` until ${momentWords(new Date(scene.timeoutUntil).toISOString())}`;
      return `A timeout is running${until}: only seeing channels and reading their history is left.`;
    }
  }
}
