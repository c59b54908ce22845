/** The result of a check in one line: a change that was agreed and waits for somebody to make it is no alarm. */
import type { CheckReport } from "../../drift/report.ts";
import { awaitsRollout } from "../issues/group.ts";
import { counted } from "./time.ts";

/** `in-line` and `incomplete` speak for themselves; `waiting`: all that differs was agreed. */
export type Headline =
  | { readonly kind: "in-line" | "incomplete" }
  | { readonly kind: "waiting"; readonly todo: number }
  /** `findings` without what awaits rollout. */
  | { readonly kind: "drift"; readonly findings: number; readonly todo: number };

export function headlineOf({ result, findings }: CheckReport): Headline {
  if (result !== "drift") return { kind: result };
  const todo = findings.filter(awaitsRollout).length;
  return todo > 0 && todo === findings.length ? { kind: "waiting", todo } : { kind: "drift", findings: findings.length - todo, todo };
}

/** `, and 2 things to do that were agreed`, or nothing. */
export function agreedWords(todo: number): string {
  return todo === 0 ? "" : `, and ${counted(todo, "thing")} to do that ${todo === 1 ? "was" : "were"} agreed`;
}
