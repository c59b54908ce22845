/** The lighthouse's world for one test, with the bundle in it; and what of it is compared. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import { PEOPLE } from "../../embedded/demo/lighthouse.ts";
import { openStage, type Stage, type StageOptions, type StageRun } from "../../embedded/demo/stage.ts";

export const POLICY = readFileSync(join(import.meta.dirname, "../../permissions.yaml"), "utf8");

/** Discord's bits by hand, as a person would look them up. */
export const BIT = { KICK_MEMBERS: 1n << 1n, ADMINISTRATOR: 1n << 3n, VIEW_CHANNEL: 1n << 10n, MENTION_EVERYONE: 1n << 17n } as const;

const MINUTE_MS = 60_000;

/** All worlds of this process have the same clock, and so the same ids: an hour ago, on the minute. */
const HOUR_AGO = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - 60 * MINUTE_MS;

export interface WorldOptions extends Partial<StageOptions> {
  /** Where Discord's clock stands, in minutes before now; default 60. */
  readonly minutesAgo?: () => number;
}

/** Discord's clock stands still, so that two worlds with the same story have the same entries. */
export async function openWorld({ minutesAgo = (): number => 60, ...options }: WorldOptions = {}): Promise<Stage> {
  const now = (): Date => new Date(HOUR_AGO + (60 - minutesAgo()) * MINUTE_MS);
  return await openStage({ actionDir: inject("bundle"), policy: POLICY, discord: { now }, ...options });
}

/** Mallory gives a role one more permission. */
export function grant(stage: Stage, handle: string, { bit, reason }: { readonly bit: bigint; readonly reason?: string }): void {
  const { guild, role } = stage.lighthouse;
  const id = role(handle);
  guild.as(PEOPLE.mallory.id, reason).updateRole(id, { permissions: BigInt(guild.state.role(id).permissions) | bit });
}

/** Ada takes it away again. */
export function takeBack(stage: Stage, handle: string, bit: bigint): void {
  const { guild, role } = stage.lighthouse;
  const id = role(handle);
  guild.as(PEOPLE.ada.id, "as agreed").updateRole(id, { permissions: BigInt(guild.state.role(id).permissions) & ~bit });
}

/** Mallory lets everybody see a channel. */
export function openToEveryone(stage: Stage, path: string): void {
  const { guild, channel } = stage.lighthouse;
  guild.as(PEOPLE.mallory.id, "open house").setOverwrite(channel(path), { id: guild.id, type: "role", allow: ["VIEW_CHANNEL"] });
}

/** Everything that a person sees of the issues, less the one time that the machine's clock gives. */
export function issuesOf({ repository }: Pick<Stage, "repository">): readonly object[] {
  return repository.issues().map(({ number, author, title, body, state, stateReason, labels, assignees, comments }) => ({
    number,
    author,
    title,
    body: withoutFirstSeen(body),
    state,
    stateReason,
    labels,
    assignees,
    comments: comments.map((comment) => ({ author: comment.author, body: comment.body })),
  }));
}

function withoutFirstSeen(body: string): string {
  return body.replaceAll(/First seen on [^.\n]+/g, "First seen on …");
}

/** All that a run left where somebody could read it. */
export function traceOf(stage: Stage, run: StageRun): string {
  const artifacts = stage.repository.artifacts().map(({ bytes }) => bytes.toString("latin1"));
  const parts = [
    ...run.log,
    run.summary,
    JSON.stringify(run.outputs),
    JSON.stringify(run.annotations),
    JSON.stringify(stage.repository.issues()),
  ];
  return [...parts, ...artifacts].join("\n");
}

/** The run, where it went well; else its log is the error. */
export function succeeded(run: StageRun): StageRun {
  if (run.exitCode !== 0) throw new Error(`The run failed:\n${run.log.join("\n")}`);
  return run;
}

/** The sentence of the error annotation with which a step fails; all of them where it is not exactly one. */
export function failureOf({ annotations }: StageRun): string {
  return annotations
    .flatMap(({ type, message, properties }) => (type === "error" && properties["file"] === undefined ? [message] : []))
    .join("\n");
}
