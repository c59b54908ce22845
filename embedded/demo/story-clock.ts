/** The clock of the embedded Discord: the machine's, but it can stand in the past, so that what happened between two runs took its time. */

export interface StoryClock {
  readonly now: () => Date;
  /** From now on the clock is so many minutes behind the machine's. */
  readonly minutesAgo: (minutes: number) => void;
}

const MINUTE_MS = 60_000;

export function createStoryClock(): StoryClock {
  let behind = 0;
  return {
    now: () => new Date(Date.now() - behind * MINUTE_MS),
    minutesAgo: (minutes) => {
      behind = minutes;
    },
  };
}
