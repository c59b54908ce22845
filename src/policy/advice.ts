/** What would make a valid policy stronger. Advice is never a problem: a community may have its reasons. */
import { DANGEROUS, namesOf } from "../permissions/flags.ts";
import { everyoneRole } from "../permissions/snowflake.ts";
import { mostOf } from "./desired-rights.ts";
import { gathered, type PolicyAdvice } from "./gathered-advice.ts";
import { onExceptions } from "./exception-advice.ts";
import { onRules } from "./rule-advice.ts";
import type { Policy } from "./policy.ts";

/** All advice for a policy, in file order. */
export function adviseOn(policy: Policy): readonly PolicyAdvice[] {
  const advice = [onGuild, onReach, onEveryone, onHolders, onIds, onUnmanaged, onRules, onExceptions, onIgnore].flatMap((topic) =>
    topic(policy),
  );
  return advice.toSorted((left, right) => left.at.line - right.at.line || left.at.column - right.at.column);
}

function onGuild({ guild, owner, requireTwoFactor }: Policy): readonly PolicyAdvice[] {
  const { at } = guild;
  return [
    ...(owner === null ? [{ at, message: "`owner` is not written, so another owner in Discord would not be drift" }] : []),
    ...(requireTwoFactor === null
      ? [{ at, message: "`require-2fa` is not written, so nobody would notice when moderation no longer needs two-factor login" }]
      : []),
  ];
}

function onReach({ guild, manage }: Policy): readonly PolicyAdvice[] {
  const kinds = (["roles", "channels"] as const).filter((kind) => manage[kind] === "listed");
  return kinds.map((kind) => ({
    at: guild.at,
    message: `\`manage\` compares listed ${kind} only, so new ${kind} with any permissions would not be drift`,
  }));
}

function onEveryone({ guild, roles }: Policy): readonly PolicyAdvice[] {
  const permissions = roles.find(({ id }) => id === everyoneRole(guild.id))?.permissions ?? null;
  if (permissions === null) return [];
  const dangerous = namesOf(mostOf(permissions) & DANGEROUS);
  if (dangerous.length === 0) return [];
  return [
    {
      at: permissions.at,
      message: `every member, also one who joined a minute ago, may hold ${dangerous.join(", ")} through @everyone`,
    },
  ];
}

function onHolders({ guild, roles }: Policy): readonly PolicyAdvice[] {
  const everyone = everyoneRole(guild.id);
  const dangerous = roles.filter(
    ({ id, members, permissions }) =>
      id !== everyone && members === null && permissions !== null && (mostOf(permissions) & DANGEROUS) !== 0n,
  );
  return gathered(
    dangerous.map(({ at, handle }) => ({ at, name: handle })),
    (names) => `roles with dangerous permissions of which nobody checks who holds them, since \`members\` is not written: ${names}`,
  );
}

function onIds({ roles, channels }: Policy): readonly PolicyAdvice[] {
  const without = "without an id, so a rename would look like one that is missing and one too many; write their ids";
  return [
    ...gathered(
      roles.filter(({ id }) => id === null).map(({ at, handle }) => ({ at, name: handle })),
      (names) => `roles ${without}: ${names}`,
    ),
    ...gathered(
      channels.filter(({ id }) => id === null).map(({ at, path }) => ({ at, name: path })),
      (names) => `channels ${without}: ${names}`,
    ),
  ];
}

function onUnmanaged({ roles, channels }: Policy): readonly PolicyAdvice[] {
  return [
    ...gathered(
      roles.filter(({ permissions }) => permissions === null).map(({ at, handle }) => ({ at, name: handle })),
      (names) => `roles whose permissions nobody checks, since neither \`permissions\` nor a bound is written: ${names}`,
    ),
    ...gathered(
      channels.filter(({ overwrites }) => overwrites === null).map(({ at, path }) => ({ at, name: path })),
      (names) => `channels whose overwrites nobody checks, since \`overwrites\` is not written: ${names}`,
    ),
  ];
}

function onIgnore({ ignore }: Policy): readonly PolicyAdvice[] {
  return ignore
    .filter(({ glob }) => /^[*/]+$/.test(glob))
    .map(({ at, glob, kind }) => ({
      at,
      message: `\`${glob}\` ignores all ${kind} that are not listed; a narrower pattern would let new ones be noticed`,
    }));
}
