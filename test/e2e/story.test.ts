import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
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
  expect(told.join("").match(/^\d+\. .+$/gm)).toEqual([
    "1. Everything is as agreed",
    "2. Mallory moderates, and is in a hurry",
    "3. The next run opens issues",
    "4. In the run after that nothing has changed",
    "5. The team settles it",
    "6. The next run closes what is settled",
    "7. Ben proposes that helpers can do more",
    "8. Ben did not mean that, and pushes again",
    "9. It is agreed, and Discord has to follow",
    "10. Ada carries it out, and the list closes",
  ]);
  const everything = await filesIn(folder);
  const names = Object.keys(everything);
  const runs = [1, 2, 3, 4, 5, 6, 7, 8];
  expect([...new Set(names.map((name) => name.split("/")[0]))]).toEqual(["issues", "pull-requests", ...runs.map((run) => `run-${run}`)]);
  expect(names.filter((name) => !name.startsWith("run-"))).toEqual([
    ...[1, 2, 3, 5].map((issue) => `issues/${issue}.md`),
    "pull-requests/4.md",
  ]);
  // The runs 5 and 6 are reviews: they remember nothing.
  expect(names.filter((name) => name.endsWith("cursor.json"))).toEqual([1, 2, 3, 4, 7, 8].map((run) => `run-${run}/cursor.json`));
  for (const file of ["issues/1.md", "run-2/summary.md", "run-2/report.json", "run-2/cursor.json", "run-2/log.txt"]) {
    expect(everything[file]).toContain("mallory");
  }
  expect(everything["run-5/summary.md"]).toContain("Kick Members");
  const pull = everything["pull-requests/4.md"] ?? "";
  expect(pull).toMatch(/pull request of ben-k · closed[^]*\*\*github-actions\[bot\]\*\*[^]*Timeout Members[^]*\*\*ada-l\*\* commented/);
  expect(pull).not.toContain("Kick Members");
  const list = everything["issues/5.md"] ?? "";
  expect(list).toMatch(/# #5 Carry out the agreed changes in Discord\n\n_closed as completed/);
  expect(list).toMatch(/- \[ \] Turn on \*\*Timeout Members\*\*[^]*by `ada`/);
  expect(list).toMatch(/The list follows the policy at commit `[\da-f]{7}`\.[^]*can put members in timeout\./);
  expect(list).not.toContain("mallory");
  expect(everything["run-7/log.txt"]).toMatch(/Bringing the issues up to date in 1 step$/m);
  expect([...told, ...Object.values(everything)].join("\n")).not.toMatch(/\/(?:tmp|home|root|work)\//);
});

/** Path to text, sorted by path. */
async function filesIn(folder: string): Promise<Readonly<Record<string, string>>> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = found.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  const texts = paths.toSorted().map(async (path) => [path, await readFile(join(folder, path), "utf8")] as const);
  return Object.fromEntries(await Promise.all(texts));
}
