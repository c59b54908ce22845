/** The order of roles: which ones moved, which ones it no longer speaks of, and whether a role that can moderate rose by it. */
import type { FindingValue } from "../drift/finding.ts";
import { longestInOrder } from "../drift/longest-in-order.ts";
import { DANGEROUS } from "../permissions/flags.ts";
import type { RoleId } from "../permissions/snowflake.ts";
import { changing, NOTHING, type Found } from "./change.ts";
import type { Judge } from "./danger.ts";
import type { PolicyChange } from "./review.ts";
import { placeOf, type Scene, type Side } from "./scene.ts";
import { WEAKER } from "./weaker.ts";

/** All changes of the order: the list as such, then the fewest roles whose move explains the rest. */
export function orderChanges(scene: Scene, judge: Judge): Found {
  const [before, after] = [orderOf("base", scene), orderOf("head", scene)];
  if (before === null && after === null) return NOTHING;
  const orders: Orders = { before, after, moderates: moderatorsIn(scene), judge, scene };
  return { changes: [...listChange(orders), ...moves(orders)], notes: [] };
}

interface Orders {
  readonly before: readonly RoleId[] | null;
  readonly after: readonly RoleId[] | null;
  readonly moderates: (id: RoleId) => boolean;
  readonly judge: Judge;
  readonly scene: Scene;
}

function orderOf(side: Side, scene: Scene): readonly RoleId[] | null {
  const { policy, index } = scene[side];
  return policy.hierarchy?.roles.flatMap((handle) => index.role(handle)?.id ?? (handle === "@everyone" ? scene.everyone : [])) ?? null;
}

/** Whether a role holds, on either side, what lets its holders act on those below. */
function moderatorsIn({ base, head }: Scene): (id: RoleId) => boolean {
  const roles = [...base.rights.roles, ...head.rights.roles].filter(({ permissions }) => (permissions & DANGEROUS) !== 0n);
  const ids = new Set(roles.map(({ id }) => id));
  return (id) => ids.has(id);
}

/** The list came or went, or a role that stays in the policy came into it or left it. */
function listChange(orders: Orders): PolicyChange[] {
  const { scene, moderates } = orders;
  const left = missing(orders.before, orders.after, scene);
  const joined = missing(orders.after, orders.before, scene);
  const wholeList = orders.before === null || orders.after === null;
  if (!wholeList && left.length === 0 && joined.length === 0) return [];
  const freed = left.filter((id) => moderates(id) || isAboveModerators(id, orders));
  const raised = orders.before === null ? undefined : joined.find((id) => moderates(id) && isAboveOthers(id, joined, orders));
  const escalation = freed.length === 0 ? raisedWords(raised, orders) : freedWords(freed, orders);
  const { id } = scene.written.head.guild;
  return [
    changing(
      "role.hierarchy",
      { type: "guild", id, name: id },
      {
        ...valuesOf(orders),
        ...(escalation === null ? {} : { severity: WEAKER.hierarchy, escalation }),
        smallPrint: !wholeList && escalation === null && ![...left, ...joined].some(moderates),
      },
    ),
  ];
}

/** What one list has and the other has not, of the roles that both policies have. */
function missing(from: readonly RoleId[] | null, others: readonly RoleId[] | null, { roles }: Scene): readonly RoleId[] {
  const known = new Set(roles.filter(({ before, after }) => before !== null && after !== null).map(({ id }) => id));
  return (from ?? []).filter((id) => known.has(id) && others?.includes(id) !== true);
}

function isAboveModerators(id: RoleId, { before, moderates }: Orders): boolean {
  const order = before ?? [];
  return order.slice(order.indexOf(id) + 1).some(moderates);
}

/** Above a role that was in the list: nobody knows where it stood before, and from now on it is to stand there. */
function isAboveOthers(id: RoleId, joined: readonly RoleId[], { after, before, scene }: Orders): boolean {
  const order = after ?? [];
  const below = order.slice(order.indexOf(id) + 1);
  return below.some((other) => other !== scene.everyone && !joined.includes(other) && before?.includes(other) === true);
}

function raisedWords(id: RoleId | undefined, { judge }: Orders): string | null {
  return id === undefined ? null : `${judge.names.role(id).name} can moderate, and is to stand above others`;
}

function freedWords(freed: readonly RoleId[], { after, judge }: Orders): string {
  if (after === null) return "whether a role that can moderate rises above others is no longer checked";
  const [first, ...others] = freed.map((id) => judge.names.role(id).name);
  const who = others.length === 0 ? first : `${first} and ${others.length} more`;
  return `where ${who} stands among roles that can moderate is no longer checked`;
}

function moves(orders: Orders): PolicyChange[] {
  const { moderates, judge } = orders;
  const [before, after] = [common(orders.before, orders.after), common(orders.after, orders.before)];
  const rank = new Map(before.map((id, index) => [id, index]));
  const kept = longestInOrder(after.map((id) => rank.get(id) ?? 0));
  return after
    .filter((_, index) => !kept.has(index))
    .map((id) => {
      const turned = turnedBy(id, before, after);
      const risen = turned.find(({ upper }) => moderates(upper));
      const escalation =
        risen === undefined
          ? null
          : `${judge.names.role(risen.upper).name} rises above ${judge.names.role(risen.lower).name}, and can moderate`;
      return changing(
        "role.hierarchy",
        { type: "role", ...judge.names.role(id) },
        {
          ...valuesOf(orders),
          ...(escalation === null ? {} : { severity: WEAKER.hierarchy, escalation }),
          smallPrint: !turned.some(({ upper, lower }) => moderates(upper) || moderates(lower)),
        },
      );
    });
}

function common(order: readonly RoleId[] | null, other: readonly RoleId[] | null): readonly RoleId[] {
  return (order ?? []).filter((id) => other?.includes(id) === true);
}

/** The pairs with this role that stand the other way round now, as they stand now. */
function turnedBy(
  id: RoleId,
  before: readonly RoleId[],
  after: readonly RoleId[],
): readonly { readonly upper: RoleId; readonly lower: RoleId }[] {
  const isAbove = (order: readonly RoleId[], other: RoleId): boolean => order.indexOf(id) < order.indexOf(other);
  const turned = after.filter((other) => other !== id && isAbove(before, other) !== isAbove(after, other));
  return turned.map((other) => (isAbove(after, other) ? { upper: id, lower: other } : { upper: other, lower: id }));
}

function valuesOf({ before, after, judge, scene }: Orders): Pick<PolicyChange, "before" | "after" | "policy"> {
  const value = (order: readonly RoleId[] | null): FindingValue | null =>
    order === null ? null : { kind: "order", roles: order.map((id) => judge.names.role(id)) };
  const { base, head } = scene.written;
  return { before: value(before), after: value(after), policy: placeOf(head.hierarchy?.at, base.hierarchy?.at, scene) };
}
