/** SHA-256 (FIPS 180-4) of a text, written out since the core may not reach for the platform's: it tells differences apart in issue markers. */

/** The first 32 bits of the fractional part of a root of the first 64 primes, as the standard defines its constants. */
function fractions(root: number, count: number): number[] {
  return primes(count).map((prime) => Math.floor((prime ** (1 / root) % 1) * 2 ** 32) | 0);
}

function primes(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate += 1) {
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  }
  return found;
}

const START = fractions(2, 8);
const ROUNDS = fractions(3, 64);

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** The digest as 64 hexadecimal letters. The text is taken as UTF-8. */
export function sha256(text: string): string {
  const words = padded(text);
  const state = [...START];
  for (let at = 0; at < words.length; at += 16) compress(state, schedule(words.slice(at, at + 16)));
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

/** The message with its end mark and its length in bits, as 32-bit words, a multiple of 16. */
function padded(text: string): number[] {
  const bytes = new TextEncoder().encode(text);
  const size = ((bytes.length + 8) >> 6) + 1;
  const view = new DataView(new ArrayBuffer(size * 64));
  bytes.forEach((byte, at) => view.setUint8(at, byte));
  view.setUint8(bytes.length, 0x80);
  view.setUint32(size * 64 - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(size * 64 - 4, bytes.length * 8);
  return Array.from({ length: size * 16 }, (_, at) => view.getInt32(at * 4));
}

/** The 64 words of one block. */
function schedule(words: readonly number[]): number[] {
  const all = [...words];
  for (let at = 16; at < 64; at += 1) {
    const early = all[at - 15] ?? 0;
    const late = all[at - 2] ?? 0;
    const low = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const high = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    all.push(((all[at - 16] ?? 0) + low + (all[at - 7] ?? 0) + high) | 0);
  }
  return all;
}

/** One block worked into the state. */
function compress(state: number[], words: readonly number[]): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  words.forEach((word, round) => {
    const choice = (e & f) ^ (~e & g);
    const first = (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + choice + (ROUNDS[round] ?? 0) + word) | 0;
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const second = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + majority) | 0;
    [a, b, c, d, e, f, g, h] = [(first + second) | 0, a, b, c, (d + first) | 0, e, f, g];
  });
  [a, b, c, d, e, f, g, h].forEach((word, at) => {
    state[at] = ((state[at] ?? 0) + word) | 0;
  });
}
