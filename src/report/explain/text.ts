/** The answers of `explain` in words. */
import { anywhereText } from "./anywhere.ts";
import type { ExplainAnswer } from "./answer.ts";
import { oneText } from "./one.ts";
import { whoText } from "./who.ts";

/** Lines for a terminal of so many cells. */
export function explainText(answer: ExplainAnswer, width: number): string {
  switch (answer.kind) {
    case "one":
      return oneText(answer, width);
    case "who":
      return whoText(answer, width);
    case "anywhere":
      return anywhereText(answer, width);
  }
}
