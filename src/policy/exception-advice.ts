/** Exceptions that cover nothing: they would be listed as stale in every report. */
import { namesOf } from "../permissions/flags.ts";
import { mostOf } from "./desired-rights.ts";
import { printable } from "./printable.ts";
import { indexPolicy, type PolicyIndex } from "./resolve.ts";
import { policyTargetKey } from "./targets.ts";
import type { PolicyAdvice } from "./gathered-advice.ts";
import type { Policy, PolicyException } from "./policy.ts";

/** Advice on all exceptions. What the policy denies is no case for it: to allow that for a while is what an exception is for. */
export function onExceptions(policy: Policy): readonly PolicyAdvice[] {
  const index = indexPolicy(policy);
  return policy.exceptions.flatMap((exception) => onException(exception, index));
}

function onException(exception: PolicyException, index: PolicyIndex): readonly PolicyAdvice[] {
  const { allow, at, name } = exception;
  const granted = grantedBy(exception, index);
  if (granted === null) {
    const what = exception.channel === null ? "permissions of that role" : "overwrites of that channel";
    return [{ at, message: printable(`the exception \`${name}\` covers nothing, since the ${what} are not compared`) }];
  }
  const already = namesOf(allow & granted);
  if (already.length === 0) return [];
  return [{ at, message: printable(`the exception \`${name}\` allows ${already.join(", ")}, which the policy grants anyway`) }];
}

/** What the policy grants there by itself; null where it says nothing about it. A role that is not listed is itself drift, which an exception may cover. */
function grantedBy({ channel, holder }: PolicyException, index: PolicyIndex): bigint | null {
  if (channel !== null) {
    const place = index.channel(channel);
    const overwrites = place === null ? null : index.overwrites(place);
    const key = policyTargetKey(holder);
    return overwrites === null ? null : (overwrites.find(({ target }) => policyTargetKey(target) === key)?.allow ?? 0n);
  }
  if (holder.kind !== "role") return 0n;
  const permissions = index.role(holder.handle)?.permissions ?? null;
  return permissions === null ? null : mostOf(permissions);
}
