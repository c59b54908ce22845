/** Like changes as one: the same gain in many channels, or of many roles, is one line. */
import type { Effect, Named, Target } from "../../drift/finding.ts";
import type { ChangePlace, PolicyChange } from "../../review/review.ts";

export interface ChangeGroup {
  /** The first of them speaks for all. */
  readonly first: PolicyChange;
  /** What they are about, in the order of the review. */
  readonly subjects: readonly Named[];
  /** For whom: the overwrites' targets, each once. */
  readonly targets: readonly Target[];
  readonly effect: readonly Effect[];
  /** In the order of the review; none where no line speaks of it. */
  readonly places: readonly ChangePlace[];
}

/** The groups in the order of their first change. */
export function groupChanges(changes: readonly PolicyChange[]): ChangeGroup[] {
  const groups = new Map<string, [PolicyChange, ...PolicyChange[]]>();
  changes.forEach((change, index) => {
    const key = likeness(change) ?? String(index);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [change]);
    else known.push(change);
  });
  return withTargets([...groups.values()].map(groupOf));
}

/** What means nothing for anybody is one line for all whom it is done to in the same channels. */
function withTargets(groups: readonly ChangeGroup[]): ChangeGroup[] {
  const merged = new Map<string, ChangeGroup>();
  groups.forEach((group, index) => {
    const { first, subjects, targets, places } = group;
    const idle = first.effect.length === 0 && targets.length > 0;
    const what = [
      first.kind,
      first.severity,
      String(first.escalation === null),
      String(first.granted),
      String(first.revoked),
      ...subjects.map(({ id }) => id),
    ];
    const key = idle ? JSON.stringify(what) : String(index);
    const known = merged.get(key);
    const both = known === undefined ? group : { ...known, targets: [...known.targets, ...targets], places: [...known.places, ...places] };
    merged.set(key, both);
  });
  return [...merged.values()];
}

function groupOf(changes: readonly [PolicyChange, ...PolicyChange[]]): ChangeGroup {
  const [first] = changes;
  return {
    first,
    subjects: uniqueById(changes.map(({ subject: { id, name } }) => ({ id, name }))),
    targets: uniqueById(changes.flatMap(({ target }) => target ?? [])),
    effect: mergedEffects(changes),
    places: changes.flatMap(({ policy }) => policy ?? []),
  };
}

/** What must be the same for two changes to be one line; null for one that always has a line of its own. */
function likeness(change: PolicyChange): string | null {
  const { kind, target, granted, revoked, severity, escalation, smallPrint } = change;
  // Why it is one names the channel or role.
  const same = [granted, revoked, severity, escalation !== null, smallPrint, change.policy?.side].map(String);
  if (kind === "role.permissions") {
    // What it means for each of the roles must be the same too, whoever they are.
    if (change.effect.some(({ who }) => who.id !== change.subject.id)) return null;
    const effects = change.effect.map((effect) => [...shapeOf(effect), effect.channels.map(({ id }) => id)]);
    return JSON.stringify([kind, ...same, change.before?.kind, change.after?.kind, effects]);
  }
  if (target === undefined || !kind.startsWith("overwrite.")) return null;
  const effects = change.effect.map((effect) => [effect.who.type, effect.who.id, ...shapeOf(effect)]);
  // Where nobody can do more or less, the line says what was done.
  return JSON.stringify([effects.length === 0 ? kind : "overwrite", target.type, target.id, ...same, effects]);
}

function shapeOf({ gained, lost, roles }: Effect): readonly string[] {
  return [gained, lost, ...(roles ?? []).map(({ id }) => id)].map(String);
}

/** Effects on the same role or person with the same gain and loss, their channels together. */
function mergedEffects(changes: readonly Pick<PolicyChange, "effect">[]): Effect[] {
  const merged = new Map<string, Effect>();
  for (const effect of changes.flatMap((change) => change.effect)) {
    const onServer = effect.channels.length === 0 ? "server" : "channels";
    const key = JSON.stringify([effect.who.type, effect.who.id, onServer, ...shapeOf(effect)]);
    const known = merged.get(key);
    merged.set(key, known === undefined ? effect : { ...known, channels: uniqueById([...known.channels, ...effect.channels]) });
  }
  return [...merged.values()];
}

function uniqueById<Thing extends { readonly id: string }>(things: readonly Thing[]): Thing[] {
  return [...new Map(things.toReversed().map((thing) => [thing.id, thing])).values()].toReversed();
}
