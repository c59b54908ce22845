/** The Action's inputs: every value checked, every mistake a sentence that names the input, the value and what is allowed. */
import { type Severity, SEVERITIES } from "../drift/finding.ts";
import { visible } from "../report/words/neutralise.ts";
import { REVIEW_FAIL_ON, type ReviewFailOn } from "../report/review/gate.ts";
import { CannotCheck } from "../runs/cannot-check.ts";

/** From which severity on the step fails; `any` takes every finding. */
const FAIL_ON = ["never", "critical", "high", "medium", "any"] as const;
export type FailOn = (typeof FAIL_ON)[number];

export interface ActionInputs {
  readonly discordToken: string;
  readonly githubToken: string;
  /** As the user wrote it: relative to the checkout. */
  readonly policy: string;
  readonly mode: "auto" | "check" | "review";
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly maxIssues: number;
  readonly failOn: FailOn;
  readonly reviewFailOn: ReviewFailOn;
  readonly confirmMassChange: boolean;
  readonly cursorRetentionDays: number;
  readonly reportDetails: "full" | "minimal";
  /** Null: Discord's own. */
  readonly discordApiUrl: string | null;
}

/** `get` gives an input as the runner has it, "" where it is missing. Throws CannotCheck at the first mistake. */
export function readInputs(get: (name: string) => string): ActionInputs {
  const githubToken = get("github-token").trim();
  if (githubToken === "") throw new CannotCheck("There is no GitHub token. Leave the input github-token out, or give it a token.");
  return {
    discordToken: get("discord-token"),
    githubToken,
    policy: get("policy").trim() || "permissions.yaml",
    mode: choice(get, "mode", ["auto", "check", "review"]),
    labels: list(get, "labels", { pattern: /^[^\p{Cc}]{1,50}$/u, most: 20, what: "labels of 1 to 50 letters" }),
    assignees: list(get, "assignees", { pattern: /^[a-z\d](?:[a-z\d-]{0,38})$/i, most: 10, what: "GitHub logins" }),
    maxIssues: integer(get, "max-issues", { usual: 10, least: 1, most: 100 }),
    failOn: choice(get, "fail-on", FAIL_ON),
    reviewFailOn: choice(get, "review-fail-on", REVIEW_FAIL_ON),
    confirmMassChange: choice(get, "confirm-mass-change", ["false", "true"]) === "true",
    cursorRetentionDays: integer(get, "cursor-retention-days", { usual: 90, least: 1, most: 90 }),
    reportDetails: choice(get, "report-details", ["full", "minimal"]),
    discordApiUrl: get("discord-api-url").trim() || null,
  };
}

/** Whether the worst finding makes the step fail. */
export function failsOn(failOn: FailOn, worst: Severity | null): boolean {
  if (worst === null || failOn === "never") return false;
  return failOn === "any" || SEVERITIES.indexOf(worst) <= SEVERITIES.indexOf(failOn);
}

/** One of several words; the first is the default. */
function choice<Word extends string>(get: (name: string) => string, name: string, words: readonly [Word, ...Word[]]): Word {
  const given = get(name).trim();
  if (given === "") return words[0];
  const found = words.find((word) => word === given.toLowerCase());
  if (found === undefined) throw wrong(name, given, `Use ${words.join(", ")}`);
  return found;
}

function integer(
  get: (name: string) => string,
  name: string,
  { usual, least, most }: { readonly usual: number; readonly least: number; readonly most: number },
): number {
  const given = get(name).trim();
  if (given === "") return usual;
  const value = /^\d{1,6}$/.test(given) ? Number(given) : Number.NaN;
  if (!(value >= least && value <= most)) throw wrong(name, given, `Use a whole number from ${least} to ${most}`);
  return value;
}

/** Words by comma or line, each once. */
function list(
  get: (name: string) => string,
  name: string,
  { pattern, most, what }: { readonly pattern: RegExp; readonly most: number; readonly what: string },
): readonly string[] {
  const words = get(name)
    .split(/[,\r\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== "");
  const strange = words.find((word) => !pattern.test(word));
  if (strange !== undefined) throw wrong(name, strange, `Use ${what}, divided by commas or lines`);
  const distinct = [...new Set(words)];
  if (distinct.length > most) throw wrong(name, `${distinct.length} values`, `Use at most ${most}`);
  return distinct;
}

function wrong(name: string, given: string, advice: string): CannotCheck {
  return new CannotCheck(`The input ${name} is "${visible(given, 60)}", which is not allowed. ${advice}.`);
}
