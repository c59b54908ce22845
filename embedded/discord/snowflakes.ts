// Discord ids made from a clock: 42 bits of milliseconds since 2015, then 22 bits of count.

const epoch = 1_420_070_400_000;

/** The lowest id that Discord could give at this moment (milliseconds since 1970, or a Date). */
export function snowflakeAt(time: Date | number): string {
  return String(BigInt(Number(time) - epoch) << 22n);
}

/** The moment an id was made, in milliseconds since 1970. */
export function timeOfSnowflake(id: string): number {
  return Number(BigInt(id) >> 22n) + epoch;
}

/** Orders two ids as integers, for sort(). */
export function compareSnowflakes(left: string, right: string): number {
  const difference = BigInt(left) - BigInt(right);
  return difference < 0n ? -1 : Number(difference > 0n);
}

export interface IdSource {
  next(): string;
}

/** Ids rise strictly, even when the clock stands still or goes back, so one clock always gives the same ids. */
export function createIdSource(now: () => Date): IdSource {
  let last = 0n;
  return {
    next: () => {
      const earliest = BigInt(snowflakeAt(now()));
      last = earliest > last ? earliest : last + 1n;
      return String(last);
    },
  };
}
