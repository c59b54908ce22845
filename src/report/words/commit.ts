/** A commit in words: as short as GitHub shows it, and so that a copied hash is found by git. */
import { MARKDOWN, type Voice } from "./voice.ts";

/** What GitHub shows of a hash. */
const SHOWN = 7;

/** `1a2b3c4`, in code where there is such a thing: there nothing links it, so it needs no break. What is no hash is a name like any other. */
export function commitWords(sha: string, voice: Voice): string {
  if (!/^[\da-f]{7,64}$/.test(sha)) return voice.name(sha);
  const short = sha.slice(0, SHOWN);
  return voice === MARKDOWN ? `\`${short}\`` : short;
}
