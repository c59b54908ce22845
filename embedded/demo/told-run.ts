/** One run of the Action within the story: what it took, and what must hold in every run. */
import { REVIEW_RIGHTS } from "../github/tokens.ts";
import type { PullRequestEvent } from "../runner/pull-request-event.ts";
import type { Keeper } from "./keep-files.ts";
import type { RunOptions, Stage, StageRun } from "./stage.ts";
import type { StoryClock } from "./story-clock.ts";
import type { Teller } from "./teller.ts";
import { issueWrites } from "./writes.ts";

/** What every chapter needs. */
export interface Story {
  readonly stage: Stage;
  readonly clock: StoryClock;
  readonly teller: Teller;
  readonly keeper: Keeper;
}

interface RunToTell {
  /** Counted through the whole story. */
  readonly number: number;
  /** What such a run may write on GitHub. */
  readonly writes: string;
  readonly options?: RunOptions;
}

/** A scheduled run: it compares Discord with the policy. */
export async function check(story: Story, number: number): Promise<StageRun> {
  return await toldRun(story, { number, writes: "issues" });
}

/** A run on a pull request, with the rights that the docs name: it says what the change means. */
export async function review(story: Story, number: number, pullRequest: PullRequestEvent): Promise<StageRun> {
  const actor = pullRequest.author === undefined ? {} : { run: { actor: pullRequest.author } };
  return await toldRun(story, { number, writes: "a comment", options: { rights: REVIEW_RIGHTS, pullRequest, ...actor } });
}

async function toldRun({ stage, teller, keeper }: Story, { number, writes, options }: RunToTell): Promise<StageRun> {
  teller.detail(`Run ${number} ...`);
  const run = await stage.run(options);
  const { discord, github } = run.requests;
  const seconds = (run.tookMs / 1000).toFixed(1);
  teller.detail(
    `... took ${seconds} s: ${discord.length} requests to Discord and ${github.length} to GitHub, ${issueWrites(run)} of them to write ${writes}`,
  );
  if (run.exitCode !== 0) teller.show(`the log of run ${number}`, run.log.join("\n"));
  teller.verify(run.exitCode === 0, "the run itself succeeded");
  teller.verify(
    discord.every(({ method }) => method === "GET"),
    "Discord was only read",
  );
  await keeper.run(number, run);
  await run.cleanUp();
  return run;
}
