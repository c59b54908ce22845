// Secrets that the log shows as ***.

export interface Masks {
  readonly values: readonly string[];
  /** Several lines are several secrets, as the runner takes them; the whole text is one too. */
  add(secret: string): void;
  hide(text: string): string;
}

export function createMasks(secrets: readonly string[]): Masks {
  const values = new Set<string>();
  const add = (secret: string): void => {
    for (const value of [secret, ...secret.split(/\r\n|\n|\r/)]) if (value.trim() !== "") values.add(value);
  };
  for (const secret of secrets) add(secret);
  return {
    get values() {
      return [...values];
    },
    add,
    // Longest first, so that a secret within a secret leaves nothing of the longer one.
    hide: (text) => [...values].toSorted((a, b) => b.length - a.length).reduce((shown, value) => shown.replaceAll(value, "***"), text),
  };
}
