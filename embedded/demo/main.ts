/** `npm run demo`: the built Action on an embedded Discord and GitHub, told as a story. Exit code 1 where the story does not go as told. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { openKeeper } from "./keep-files.ts";
import { openStage } from "./stage.ts";
import { createStoryClock } from "./story-clock.ts";
import { tellStory } from "./story.ts";
import { createTeller } from "./teller.ts";

const OUT = "demo-out";

async function main(): Promise<void> {
  const root = join(import.meta.dirname, "../..");
  const teller = createTeller((text) => process.stdout.write(text));
  if (!existsSync(join(root, "dist/action.js"))) throw new Error("There is no dist/action.js yet: run `npm run build` first.");
  const began = performance.now();
  const clock = createStoryClock();
  clock.minutesAgo(60);
  const policy = await readFile(join(root, "permissions.yaml"), "utf8");
  await using stage = await openStage({ actionDir: root, policy, discord: { now: clock.now } });
  teller.say("A Discord and a GitHub were started on this machine, for this demo only. Nothing leaves it.");
  await tellStory({ stage, clock, teller, keeper: await openKeeper(join(root, OUT), stage) });
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  process.stdout.write("\n");
  teller.say(
    `The story took ${seconds} s. What the runs wrote is in the folder ${OUT}/: the issues and the pull request as Markdown, and of each run its summary, its report as JSON, its cursor and its log.`,
  );
  if (teller.broken.length > 0) {
    teller.say(`Not everything went as told: ${teller.broken.join("; ")}.`);
    process.exitCode = 1;
  }
}

await main();
