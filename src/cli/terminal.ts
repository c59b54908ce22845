/** Where the command writes: answers to stdout, everything else to stderr. */
import { terminalText } from "../report/words/neutralise.ts";
import type { Progress } from "../runs/ports.ts";

/** Whole lines for stdout, which are inert already. Waits while a slow reader takes them. */
export async function print(text: string): Promise<void> {
  if (process.stdout.write(text)) return;
  await new Promise<void>((resolve) => {
    process.stdout.once("drain", resolve);
  });
}

/** Narrower, no table can be read; wider, no sentence. */
const WIDTHS = { least: 40, most: 160, unknown: 100 } as const;

/** In cells: the terminal's, else what COLUMNS says, else 100, as for a file. */
export function terminalWidth(): number {
  const columns = process.stdout.isTTY ? process.stdout.columns : Number(process.env["COLUMNS"]);
  return columns > 0 ? Math.min(Math.max(columns, WIDTHS.least), WIDTHS.most) : WIDTHS.unknown;
}

/** For options that may be repeated. */
export function collect(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}

/** One line on stderr. */
export const progress: Progress = (sentence) => {
  process.stderr.write(`${terminalText(sentence)}\n`);
};

/** What went wrong, for a person. */
export function complain(sentence: string): void {
  process.stderr.write(`permission-drift: ${terminalText(sentence, 2_000)}\n`);
}

/** A reader that has seen enough (`| head`) closes the pipe: that is no error, and nothing is left to do. */
export function endQuietlyWithReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}
