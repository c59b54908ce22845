// Faults that a test asks for: which request goes wrong, and how.
import type { Answer, LoggedRequest } from "./loopback.ts";

export type Fault =
  /** This answer instead of the real one; the request has no effect. */
  | { readonly kind: "answer"; readonly answer: Answer }
  /** The connection is cut before the request has any effect. */
  | { readonly kind: "reset" }
  /** The request has its effect, then the connection is cut before any answer. */
  | { readonly kind: "lost-answer" }
  /** The request has its effect; half of the answer's body comes, then the connection is cut. */
  | { readonly kind: "cut-answer" }
  /** The real status and headers, with a body that is not complete JSON. */
  | { readonly kind: "malformed" }
  /** The real answer, so many milliseconds later. */
  | { readonly kind: "slow"; readonly ms: number }
  /** The real status with a JSON body of at least so many bytes. */
  | { readonly kind: "oversized"; readonly bytes: number };

/** Which requests a fault is for. All given parts must fit. */
interface FaultMatch {
  readonly method?: string;
  /** A string must be the end of the path; an expression is tested on the whole path. */
  readonly path?: string | RegExp;
  readonly when?: (request: LoggedRequest) => boolean;
}

interface PlannedFault extends FaultMatch {
  readonly fault: Fault;
  /** The first matching request, counted from now, that goes wrong. Default 1. */
  readonly nth?: number;
  /** How many matching requests in a row go wrong. Default 1; Infinity for all. */
  readonly times?: number;
}

export interface Faults {
  add(plan: PlannedFault): void;
  clear(): void;
  /** How many planned faults have not been used up. */
  readonly pending: number;
  /** For the server: counts the request, and gives the fault that is for it. */
  take(request: LoggedRequest): Fault | undefined;
}

export function createFaults(): Faults {
  let plans: { plan: PlannedFault; seen: number }[] = [];
  return {
    add: (plan) => {
      plans.push({ plan, seen: 0 });
    },
    clear: () => {
      plans = [];
    },
    get pending() {
      return plans.length;
    },
    take: (request) => {
      const fitting = plans.filter(({ plan }) => fits(plan, request));
      for (const entry of fitting) entry.seen += 1;
      const due = fitting.find(({ plan, seen }) => seen >= (plan.nth ?? 1));
      plans = plans.filter(({ plan, seen }) => seen < lastOf(plan));
      return due?.plan.fault;
    },
  };
}

function lastOf(plan: PlannedFault): number {
  return (plan.nth ?? 1) + (plan.times ?? 1) - 1;
}

function fits(match: FaultMatch, request: LoggedRequest): boolean {
  if (match.method !== undefined && match.method !== request.method) return false;
  if (typeof match.path === "string" && !request.path.endsWith(match.path)) return false;
  if (match.path instanceof RegExp && !match.path.test(request.path)) return false;
  return match.when?.(request) ?? true;
}
