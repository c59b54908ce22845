/** Choosing by what a finding's `desired` or `live` is: every output says what it makes of each kind. */
import type { FindingValue } from "../../drift/finding.ts";

type Of<Kind extends FindingValue["kind"]> = Extract<FindingValue, { readonly kind: Kind }>;

/** One function a kind. */
export type ValueCases<Result> = { readonly [Kind in FindingValue["kind"]]: (value: Of<Kind>) => Result };

/** What the case of the value's own kind says of it. */
export function matchValue<Result>(value: FindingValue, cases: ValueCases<Result>): Result {
  if (value.kind === "permissions") return cases.permissions(value);
  if (value.kind === "bounds") return cases.bounds(value);
  if (value.kind === "overwrite") return cases.overwrite(value);
  if (value.kind === "text") return cases.text(value);
  if (value.kind === "number") return cases.number(value);
  if (value.kind === "role") return cases.role(value);
  if (value.kind === "channel") return cases.channel(value);
  if (value.kind === "named") return cases.named(value);
  return matchOther(value, cases);
}

function matchOther<Result>(value: Of<"order" | "members" | "breaches" | "event">, cases: ValueCases<Result>): Result {
  if (value.kind === "order") return cases.order(value);
  if (value.kind === "members") return cases.members(value);
  if (value.kind === "breaches") return cases.breaches(value);
  return cases.event(value);
}
