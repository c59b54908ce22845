/** Exceptions: base against head, by what is tolerated, for whom, where and for how long. */
import type { Severity } from "../drift/finding.ts";
import { namesOf } from "../permissions/flags.ts";
import { targetKey } from "../permissions/overwrite.ts";
import type { PolicyException } from "../policy/policy.ts";
import { allOf, changing, NOTHING, type Found } from "./change.ts";
import type { Judge } from "./danger.ts";
import { pairKeys, type KeyedPair } from "./key-changes.ts";
import { writtenTarget } from "./names.ts";
import type { ChangeSubject, ChangeValue } from "./review.ts";
import { placeOf, type Scene, type Side } from "./scene.ts";

/** All changes of exceptions, in file order. */
export function exceptionChanges(scene: Scene, judge: Judge): Found {
  const { base, head } = scene;
  const content = (exception: PolicyException, side: Side): string => JSON.stringify(meaningOf(exception, side, scene));
  const pairs = pairKeys(base.policy.exceptions, head.policy.exceptions, content);
  return allOf(pairs.map((pair) => changeOf(pair, scene, judge)));
}

function changeOf({ before, after, renamed }: KeyedPair<PolicyException>, scene: Scene, judge: Judge): Found {
  const subject = subjectOf(after ?? before);
  const rest = { before: termsOf(before), after: termsOf(after), policy: placeOf(after?.at, before?.at, scene) };
  if (after === null) return { changes: [changing("exception.removed", subject, rest)], notes: [] };
  const severity = severityOf(after, scene, judge);
  if (before === null && wasTolerated(after, scene)) return { changes: [changing("exception.added", subject, rest)], notes: [] };
  if (before === null) {
    const escalation = "a grant beyond the policy is tolerated";
    return { changes: [changing("exception.added", subject, { ...rest, severity, escalation })], notes: [] };
  }
  if (renamed) return { changes: [], notes: [`The exception ${before.name} is called ${after.name} now.`] };
  return rewritten({ before, after }, { ...rest, severity }, scene);
}

function rewritten({ before, after }: Both, rest: Parameters<typeof changing>[2], scene: Scene): Found {
  const subject = subjectOf(after);
  const wider = widerThan({ before, after }, scene);
  if (wider.length > 0 && !wasTolerated(after, scene)) {
    const escalation = `the exception is wider: ${wider.join(", and ")}`;
    return { changes: [changing("exception.changed", subject, { ...rest, escalation })], notes: [] };
  }
  if (wider.length > 0 || before.until !== after.until || before.allow !== after.allow)
    return { changes: [changing("exception.changed", subject, { ...rest, severity: "low" })], notes: [] };
  if (before.reason === after.reason) return NOTHING;
  return { changes: [], notes: [`The reason of the exception ${after.name} is worded differently.`] };
}

interface Both {
  readonly before: PolicyException;
  readonly after: PolicyException;
}

interface Meaning {
  readonly holder: string;
  /** The id of the channel; null: the role's own permissions. */
  readonly channel: string | null;
  readonly allow: string;
  readonly until: string;
}

function meaningOf({ holder, channel, allow, until }: PolicyException, side: Side, scene: Scene): Meaning {
  const { index } = scene[side];
  const target = index.target(holder);
  return {
    holder: target === null ? "" : targetKey(target),
    channel: channel === null ? null : (index.channel(channel)?.id ?? channel),
    allow: String(allow),
    until,
  };
}

function widerThan({ before, after }: Both, scene: Scene): string[] {
  const [old, now] = [meaningOf(before, "base", scene), meaningOf(after, "head", scene)];
  return [
    ...(old.holder === now.holder ? [] : ["it is for somebody else"]),
    ...(old.channel === now.channel ? [] : ["it is for another place"]),
    ...((after.allow & ~before.allow) === 0n ? [] : ["more permissions are tolerated"]),
    // Days as YYYY-MM-DD are in the order of their letters.
    ...(after.until <= before.until ? [] : ["it lasts longer"]),
  ];
}

/** Whether one exception of the base tolerated all of it, whatever its name. */
function wasTolerated(after: PolicyException, scene: Scene): boolean {
  return scene.base.policy.exceptions.some((before) => widerThan({ before, after }, scene).length === 0);
}

/** As if what is tolerated were granted. */
function severityOf({ holder, channel, allow }: PolicyException, { head }: Scene, judge: Judge): Severity {
  const who = head.index.target(holder);
  if (who === null) return "low";
  const id = channel === null ? null : (head.index.channel(channel)?.id ?? null);
  return judge.severityOf({ who, channels: id === null ? [] : [id], gained: allow, lost: 0n }, channel === null ? "guild" : "channel");
}

function subjectOf(exception: PolicyException | null): ChangeSubject {
  const name = exception?.name ?? "";
  return { type: "exception", id: name, name };
}

function termsOf(exception: PolicyException | null): ChangeValue | null {
  if (exception === null) return null;
  const { holder, channel, allow, until, reason } = exception;
  return {
    kind: "terms",
    terms: {
      ...(holder.kind === "member" ? { member: holder.id } : { role: writtenTarget(holder) }),
      ...(channel === null ? {} : { channel }),
      allow: namesOf(allow),
      until,
      reason,
    },
  };
}
