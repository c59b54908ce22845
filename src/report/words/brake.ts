/** Why an answer is not believed, as one sentence without its full stop: a first run asks another question than a later one. */
import type { Brake } from "../../drift/report.ts";

/** `why`: the brake's, made inert by the caller. */
export function brakeSentence({ firstRun }: Brake, why: string): string {
  return firstRun
    ? `This policy does not describe this server yet; start from export: ${why}`
    : `The answer of Discord is not believed: ${why}`;
}
