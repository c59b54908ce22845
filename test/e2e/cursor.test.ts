import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { cursorOf } from "../../embedded/demo/keep-files.ts";
import type { Stage } from "../../embedded/demo/stage.ts";
import { snowflakeAt } from "../../embedded/discord/snowflakes.ts";
import type { ArtifactOverrides } from "../../embedded/github/artifact-state.ts";
import type { NewRun } from "../../embedded/github/run-state.ts";
import { BIT, grant, openWorld, succeeded } from "./world.ts";

const NAME = "permission-drift-cursor-812430000000000001";

/** How a cursor was planted. Whatever is left out is as a trusted run of this workflow would have it. */
interface Poison {
  readonly name: string;
  readonly run?: (stage: Stage) => NewRun;
  readonly claims?: (stage: Stage) => ArtifactOverrides;
  /** The content of the file, from a good one. */
  readonly content?: (good: Record<string, unknown>) => unknown;
  readonly zip?: (text: string) => Uint8Array;
  /** What the summary says of it; default that it was not used. */
  readonly said?: RegExp;
}

/** It was never a candidate, so the summary has no remarks. */
const NOT_A_WORD = /^(?![^]*Remarks)/;
const hex = "a".repeat(64);
const zipOf = (text: string): Uint8Array => zipSync({ "cursor.json": strToU8(text) });
const foreignCommit = (stage: Stage): string => stage.repository.commit({ branch: "feature", files: { "x.txt": "x" } });

const POISONS: readonly Poison[] = [
  { name: "of a run of a fork", run: () => ({ headRepositoryId: 4711 }), said: /not looked at for a cursor: it ran code of a fork/ },
  { name: "of a run on another branch", run: () => ({ headBranch: "feature" }), said: NOT_A_WORD },
  {
    name: "of another workflow",
    run: (stage) => ({ workflow: stage.repository.addWorkflow({ name: "Other", path: ".github/workflows/other.yml" }) }),
    said: NOT_A_WORD,
  },
  {
    name: "of a commit that is not on the default branch",
    run: (stage) => ({ headSha: foreignCommit(stage) }),
    said: /commit is not on main/,
  },
  { name: "of a pull request", run: () => ({ event: "pull_request" }), said: /started by pull\\_request/ },
  { name: "of a pull request's target", run: () => ({ event: "pull_request_target" }), said: /started by pull\\_request\\_target/ },
  { name: "of a comment on an issue", run: () => ({ event: "issue_comment" }), said: /started by issue\\_comment/ },
  { name: "that says it belongs to another repository", claims: () => ({ repositoryId: 4711 }) },
  { name: "that says it was made by a fork", claims: () => ({ headRepositoryId: 4711 }) },
  { name: "that says it was made on another branch", claims: () => ({ headBranch: "feature" }) },
  { name: "that says it was made from another commit", claims: () => ({ headSha: "b".repeat(40) }) },
  { name: "that says it is of another run", claims: () => ({ runId: 4711 }) },
  { name: "that has expired", claims: () => ({ expired: true }) },
  { name: "whose content is not what its digest says", claims: () => ({ digest: `sha256:${hex}` }), said: /not what its digest says/ },
  { name: "without a digest", claims: () => ({ digest: null }) },
  { name: "that is too large", claims: () => ({ size: 50_000_000 }), said: /too large/ },
  { name: "that unpacks to more than it may", zip: (text) => zipSync({ "cursor.json": strToU8(text + " ".repeat(3_000_000)) }) },
  { name: "that is no zip", zip: (text) => strToU8(text) },
  { name: "with another file in it", zip: (text) => zipSync({ "cursor.json": strToU8(text), "more.txt": strToU8("x") }) },
  { name: "under another file name", zip: (text) => zipSync({ "../cursor.json": strToU8(text) }) },
  { name: "that is not UTF-8", zip: () => zipSync({ "cursor.json": new Uint8Array([0xff, 0xfe, 0x7b]) }) },
  { name: "that is not JSON", content: () => "{", said: /not JSON/ },
  { name: "that is a list", content: () => [], said: /not a JSON object/ },
  { name: "of another version", content: (good) => ({ ...good, version: 2 }), said: /another version/ },
  { name: "of another server", content: (good) => ({ ...good, guild: "812430000000000999" }), said: /another server/ },
  { name: "with an entry that is none", content: (good) => ({ ...good, after: "-1" }), said: /id is not an id/ },
  { name: "with a number as its entry", content: (good) => ({ ...good, after: 1 }), said: /id is not an id/ },
  { name: "from next year", content: (good) => ({ ...good, through: "2099-01-01T00:00:00.000Z" }), said: /from the future/ },
  { name: "that reaches past all entries", content: (good) => ({ ...good, after: "9223372036854775807" }), said: /from the future/ },
  { name: "with a commit that is none", content: (good) => ({ ...good, commit: "--upload-pack=x" }), said: /commit is not a commit/ },
  { name: "without its list of findings", content: (good) => ({ ...good, standing: undefined }), said: /list is missing/ },
  { name: "with findings that are none", content: (good) => ({ ...good, standing: [null] }), said: /not an object/ },
  {
    name: "with an issue number that is none",
    content: (good) => ({ ...good, standing: [{ key: "k", firstSeen: "2026-01-01T00:00:00Z", issue: -1, fields: [] }] }),
    said: /number is not a number/,
  },
];

/** The harm that it would do: it claims that everything up to now was dealt with, so the entry that explains the drift is never read. */
function plant(stage: Stage, good: string, { run, claims, content, zip = zipOf }: Partial<Poison>): void {
  const later = { ...(JSON.parse(good) as Record<string, unknown>), after: snowflakeAt(Date.now() + 6 * 3_600_000) };
  const made = content?.(later) ?? later;
  const text = typeof made === "string" ? made : JSON.stringify(made);
  stage.repository.plantArtifact(stage.repository.addRun(run?.(stage)), { name: NAME, bytes: zip(text) }, claims?.(stage));
}

async function afterGoodRun(): Promise<{ readonly stage: Stage; readonly good: string }> {
  const stage = await openWorld();
  const good = cursorOf(stage, succeeded(await stage.run())) ?? "";
  grant(stage, "Helper", { bit: BIT.ADMINISTRATOR, reason: "read me" });
  return { stage, good };
}

describe.concurrent("a cursor", () => {
  test.for(POISONS)("$name is refused, and the run goes on from the older good one", async (poison) => {
    const { stage, good } = await afterGoodRun();
    await using _ = stage;
    plant(stage, good, poison);
    const run = succeeded(await stage.run());
    expect(run.outputs).toMatchObject({ result: "drift", "highest-severity": "critical" });
    expect(stage.repository.issue(1).body).toContain("by `mallory` (reason: `read me`)");
    expect(run.summary).not.toMatch(/first check|was lost/);
    expect(run.summary).toMatch(poison.said ?? /The cursor of run \d+ was not used/);
  });

  test("that can be trusted is believed: the same one, planted well, hides the entry", async () => {
    const { stage, good } = await afterGoodRun();
    await using _ = stage;
    plant(stage, good, {});
    succeeded(await stage.run());
    expect(stage.repository.issue(1).body).not.toContain("mallory");
    expect(stage.repository.issue(1).body).toContain("Nobody can be named");
  });

  test.for(["schedule", "workflow_dispatch", "repository_dispatch", "push"])(
    "of a run that was started by %s is trusted",
    async (event) => {
      const { stage, good } = await afterGoodRun();
      await using _ = stage;
      plant(stage, good, { run: () => ({ event, conclusion: "failure" }) });
      succeeded(await stage.run());
      expect(stage.repository.issue(1).body).not.toContain("mallory");
    },
  );

  test("that is refused, with no good one beside it and no issue: a first check, with the reason", async () => {
    await using stage = await openWorld();
    const text = JSON.stringify({ version: 9 });
    stage.repository.plantArtifact(stage.repository.addRun(), { name: NAME, bytes: zipOf(text) });
    const run = succeeded(await stage.run());
    expect(run.summary).toContain("This was the first check of this server.");
    expect(run.summary).toContain("it was written by another version");
  });

  test("that is refused where issues of this server exist: it was lost, with the reason, and nothing is opened twice", async () => {
    await using stage = await openWorld();
    grant(stage, "Helper", { bit: BIT.ADMINISTRATOR });
    succeeded(await stage.run());
    stage.repository.state.artifacts.splice(0);
    stage.repository.plantArtifact(stage.repository.addRun(), { name: NAME, bytes: zipOf("{}") });
    const run = succeeded(await stage.run());
    expect(run.summary).toMatch(/The cursor of the last check was lost: .*written by another version/);
    expect(stage.repository.issues()).toHaveLength(1);
    expect(stage.repository.issue(1).comments).toEqual([]);
  });

  test("of three newest runs counts where it reaches furthest, whatever the order of GitHub's list", async () => {
    await using stage = await openWorld();
    const early = cursorOf(stage, succeeded(await stage.run())) ?? "";
    grant(stage, "Helper", { bit: BIT.ADMINISTRATOR, reason: "read me" });
    const late = succeeded(await stage.run());
    plant(stage, early, { content: () => JSON.parse(early) as unknown });
    stage.repository.setArtifactOrder("oldest-first");
    const run = succeeded(await stage.run());
    expect(run.outputs["cursor"]).toBe(late.outputs["cursor"]);
    expect(stage.repository.issues()).toHaveLength(1);
    expect(stage.repository.issue(1).comments).toEqual([]);
  });
});
