/** The life of an exception in one sentence. */
import type { ExceptionReport } from "../../drift/report.ts";
import { REASON_LENGTH } from "./neutralise.ts";
import type { Voice } from "./voice.ts";

/** `anniversary tolerates something until the end of 2026-12-15 (reason: …).` */
export function exceptionSentence({ name, until, state, reason }: ExceptionReport, voice: Voice): string {
  return `${voice.name(name)} ${STATES[state](until)} (reason: ${voice.name(reason, REASON_LENGTH)}).`;
}

const STATES = {
  used: (until) => `is in use: what it covers is tolerated until the end of ${until}, UTC`,
  ended: (until) => `ran out at the end of ${until}, UTC: what it covered is drift again`,
  stale: (until) => `covers nothing (its last day is ${until}): it can be taken out of the policy`,
} as const satisfies Record<ExceptionReport["state"], (until: string) => string>;
