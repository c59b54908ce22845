/** `permission-drift review`: what a change of the policy means. */
import { type Command, Option } from "commander";
import { DISCORD_API_URL } from "../discord/api-url.ts";
import type { ReviewablePolicy } from "../policy/read-policy.ts";
import { printJson } from "../report/json/value.ts";
import { REVIEW_FAIL_ON, reviewFailsOn, type ReviewFailOn } from "../report/review/gate.ts";
import { reviewJson } from "../report/review/json.ts";
import type { ReviewContext } from "../report/review/page.ts";
import { reviewText } from "../report/review/text.ts";
import { CannotCheck } from "../runs/cannot-check.ts";
import { review, type LiveRequest } from "../runs/review.ts";
import { DEFAULT_POLICY, openSource, readNow, withReplay } from "./connection.ts";
import { readCursorFile } from "./cursor-file.ts";
import { readReviewable } from "./policy.ts";
import { print, progress, terminalWidth } from "./terminal.ts";

interface ReviewOptions {
  readonly base: string;
  readonly head: string;
  readonly replay?: string;
  readonly offline: boolean;
  readonly cursor?: string;
  readonly discordApiUrl: string;
  readonly failOn: ReviewFailOn;
  readonly json: boolean;
}

const NOTES = `
Discord is looked at where DISCORD_TOKEN is set, or with --replay: then it tells as well what somebody has to do there, and what was done by hand.
Exit codes: 0 reviewed, 1 could not review, 2 reviewed and --fail-on asks for a second look.`;

export function addReview(program: Command): void {
  const command = program
    .command("review")
    .description("tell what a change of the policy means: who gains and loses what, and what is watched less")
    .requiredOption("--base <file>", "the policy as it is agreed")
    .option("--head <file>", "the policy as it is proposed", DEFAULT_POLICY)
    .option("--offline", "do not look at Discord, even with a token", false)
    .option("--cursor <file>", "what an earlier check knew")
    .addOption(new Option("--fail-on <result>", "end with exit code 2 from this result on").choices(REVIEW_FAIL_ON).default("never"))
    .addOption(new Option("--discord-api-url <url>", "a proxy or a test server").default(DISCORD_API_URL))
    .option("--json", "the review as JSON", false)
    .addHelpText("after", NOTES);
  withReplay(command).action(async (options: ReviewOptions) => {
    process.exitCode = await runReview(options);
  });
}

async function runReview(options: ReviewOptions): Promise<0 | 2> {
  const [base, head] = [await readReviewable(options.base), await readReviewable(options.head)];
  const live = await openLive(options, head);
  const textChanged = base.source.text !== head.source.text;
  const reviewed = await review({ base: { kind: "read", policy: base.policy }, head, textChanged, live });
  const blind = options.offline ? "--offline was given" : "there is neither a token (DISCORD_TOKEN) nor a recording (--replay)";
  const liveWhy = live === null ? blind : null;
  const context: ReviewContext = {
    base: { kind: "file", file: options.base },
    file: options.head,
    liveWhy,
    publicRepository: false,
    minimal: false,
    headSha: null,
  };
  await print(options.json ? `${printJson(reviewJson(reviewed), 2)}\n` : reviewText(reviewed, context, terminalWidth()));
  return reviewFailsOn(options.failOn, reviewed.result) ? 2 : 0;
}

/** Null where nobody can look, or shall. */
async function openLive(options: ReviewOptions, { policy }: ReviewablePolicy): Promise<LiveRequest | null> {
  const { replay, offline, cursor } = options;
  const blind = replay === undefined && (process.env["DISCORD_TOKEN"] ?? "") === "";
  if (offline || blind) {
    if (cursor !== undefined) throw new CannotCheck("--cursor needs a look at Discord: set DISCORD_TOKEN, or give --replay.");
    return null;
  }
  const discord = openSource(options);
  const now = new Date(await readNow(discord)).toISOString();
  const memory = cursor === undefined ? null : await readCursorFile({ file: cursor, guild: policy.guild.id, now, mayBeMissing: false });
  return { discord, memory, tracked: null, now, progress };
}
