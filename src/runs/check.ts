/** The check up to its report: look at the guild, compare, attribute. It writes nothing. */
import { checkGuild, type Checked, type CheckInput } from "../drift/check-guild.ts";
import type { Memory } from "../drift/memory.ts";
import type { Start } from "../drift/report.ts";
import { lookAtGuild, type Look, type LookRequest } from "./look.ts";

export interface CheckRequest extends LookRequest {
  readonly start: Start;
  /** ISO 8601: the clock's time. A recording has its own and goes before it. */
  readonly now: string;
  /** The commit of the policy, null outside of a checkout. */
  readonly commit: string | null;
  readonly confirmMassChange: boolean;
}

/** A first check where there is no memory, else one that goes on from it. */
export function startOf(memory: Memory | null): Start {
  return memory === null ? { kind: "first" } : { kind: "continued" };
}

/** A check with all that it looked at, so that the same can be asked of another policy. */
export interface CheckedGuild extends Checked {
  readonly input: CheckInput;
}

/** Throws CannotCheck when the check could not be made. */
export async function check(request: CheckRequest): Promise<CheckedGuild> {
  return await judge(request, await lookAtGuild(request));
}

/** The check of what was seen of the guild. */
export async function judge(request: CheckRequest, look: Look): Promise<CheckedGuild> {
  const now = (await request.discord.moment()) ?? request.now;
  const { policy, previous = null, memory, start, commit, confirmMassChange } = request;
  const input: CheckInput = { ...look, policy, previous, memory, start, now, commit, confirmMassChange };
  return { ...checkGuild(input), input };
}
