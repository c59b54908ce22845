import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { openKeeper } from "../../embedded/demo/keep-files.ts";
import { openStage } from "../../embedded/demo/stage.ts";
import { createStoryClock } from "../../embedded/demo/story-clock.ts";
import { tellStory } from "../../embedded/demo/story.ts";
import { createTeller } from "../../embedded/demo/teller.ts";
import { POLICY } from "./world.ts";

test("the demo's story goes as told, and leaves its files", async () => {
  const told: string[] = [];
  const clock = createStoryClock();
  clock.minutesAgo(60);
  const folder = await mkdtemp(join(tmpdir(), "demo-out-"));
  onTestFinished(async () => {
    await rm(folder, { recursive: true });
  });
  await using stage = await openStage({ actionDir: inject("bundle"), policy: POLICY, discord: { now: clock.now } });
  const teller = createTeller((text) => told.push(text));
  await tellStory({ stage, clock, teller, keeper: await openKeeper(folder, stage) });

  expect(teller.broken).toEqual([]);
  expect(told.join("")).not.toMatch(/\/(?:tmp|home|root|work)\//);
  expect((await readdir(folder)).toSorted()).toEqual(["issues", "run-1", "run-2", "run-3", "run-4"]);
  const files = await Promise.all(
    ["issues/1.md", "run-2/summary.md", "run-2/report.json", "run-2/cursor.json", "run-2/log.txt"].map(
      async (file) => await readFile(join(folder, file), "utf8"),
    ),
  );
  for (const text of files) expect(text).toContain("mallory");
  expect(files.join("\n")).not.toMatch(/\/(?:tmp|home|root|work)\//);
});
