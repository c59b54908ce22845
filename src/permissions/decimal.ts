/** Decimal digits in text from outside. A log has several in each entry: a loop takes half the time of a pattern and of `BigInt`. */

const ZERO = "0".charCodeAt(0);
const NINE = "9".charCodeAt(0);

/** Whether the text is an unsigned decimal integer of at most so many digits, written without a leading zero (but "0"). */
export function isDecimal(text: string, most: number): boolean {
  const { length } = text;
  if (length === 0 || length > most) return false;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < ZERO || code > NINE) return false;
  }
  return length === 1 || text.charCodeAt(0) !== ZERO;
}

/** The number that the digits from `start` up to `end` write, 0 where there are none. Exact for at most 15 of them. */
export function numberIn(digits: string, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at += 1) number = number * 10 + digits.charCodeAt(at) - ZERO;
  return number;
}
