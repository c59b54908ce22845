/** The answers of `explain` in words. */
import { anywhereText } from "./explain-anywhere.ts";
import type { ExplainAnswer } from "./explain-answer.ts";
import { oneText } from "./explain-one.ts";
import { whoText } from "./explain-who.ts";

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
