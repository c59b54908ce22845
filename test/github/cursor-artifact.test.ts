import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { serverError } from "../../embedded/github/fault-answers.ts";
import type { ArtifactOverrides } from "../../embedded/github/artifact-state.ts";
import type { NewRun, RunState, WorkflowState } from "../../embedded/github/run-state.ts";
import { compareCommits, isOnBranch } from "../../src/github/commit-order.ts";
import type { RunContext } from "../../src/github/context.ts";
import { openCursorStore, refuseEnterpriseServer } from "../../src/github/cursor-artifact.ts";
import { readSingleFile } from "../../src/github/read-zip.ts";
import { CannotCheck } from "../../src/runs/cannot-check.ts";
import type { CursorStore } from "../../src/runs/cursor-port.ts";
import { GUILD, openPlace, type Place } from "./place.ts";

const NAME = `permission-drift-cursor-${GUILD}`;
const MIB = 1024 * 1024;

let place: Place;
let workflow: WorkflowState;
let run: RunState;
let temp: string;
let store: CursorStore;

beforeEach(async () => {
  place = await openPlace();
  workflow = place.repository.addWorkflow({ name: "Drift", path: ".github/workflows/drift.yml" });
  temp = await mkdtemp(join(tmpdir(), "cursor-"));
  begin();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await place[Symbol.asyncDispose]();
  await rm(temp, { recursive: true });
});

/** A new run of the workflow, as the one that is asking now. */
function begin(given: NewRun = {}): void {
  run = place.repository.addRun({ workflow, status: "in_progress", ...given });
  open();
}

function open(): void {
  const context: RunContext = {
    owner: "harbour",
    repo: "guild",
    repositoryId: place.repository.id,
    runId: run.id,
    ref: "refs/heads/main",
    sha: run.headSha,
    event: run.event,
    apiUrl: place.github.apiUrl,
    serverUrl: place.github.serverUrl,
    workspace: temp,
    temp,
    repository: null,
  };
  store = openCursorStore(place.client, context, { guild: GUILD, retentionDays: 30, defaultBranch: "main" });
}

const zipOf = (files: Record<string, string>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
const plant = (text: string, given: NewRun = {}, overrides: ArtifactOverrides = {}): RunState => {
  const earlier = place.repository.addRun({ workflow, ...given });
  place.repository.plantArtifact(earlier, { name: NAME, bytes: zipOf({ "cursor.json": text }) }, overrides);
  return earlier;
};
const plantBytes = (bytes: Uint8Array, overrides: ArtifactOverrides = {}): void => {
  place.repository.plantArtifact(place.repository.addRun({ workflow }), { name: NAME, bytes }, overrides);
};
const textsFound = async (): Promise<readonly string[]> => (await store.find()).candidates.map(({ text }) => text);

/** What a real runner gives to a step, so that the library can upload. */
function stubRuntime(): void {
  vi.stubEnv("ACTIONS_RESULTS_URL", place.github.resultsUrl);
  vi.stubEnv("ACTIONS_RUNTIME_TOKEN", place.repository.runtimeToken(run));
  vi.stubEnv("GITHUB_SERVER_URL", place.github.serverUrl);
  vi.stubEnv("GITHUB_WORKSPACE", temp);
  vi.stubEnv("GITHUB_RETENTION_DAYS", "90");
}

describe("finding cursors", () => {
  test("where no run saved one, there is none, and nothing is refused", async () => {
    place.repository.addRun({ workflow });
    expect(await store.find()).toEqual({ candidates: [], refused: [] });
  });

  test("those of the newest three runs that have one, newest first", async () => {
    for (const text of ["one", "two", "three", "four"]) plant(text);
    place.repository.addRun({ workflow, conclusion: "failure" });
    begin();
    expect(await textsFound()).toEqual(["four", "three", "two"]);
  });

  test("a failed or cancelled run counts, since the cursor is uploaded last", async () => {
    plant("failed", { conclusion: "failure" });
    plant("cancelled", { conclusion: "cancelled" });
    plant("running", { status: "in_progress" });
    expect((await textsFound()).toSorted()).toEqual(["cancelled", "failed", "running"]);
  });

  test("every trusted event counts", async () => {
    for (const event of ["workflow_dispatch", "repository_dispatch", "push"]) plant(event, { event });
    expect((await textsFound()).toSorted()).toEqual(["push", "repository_dispatch", "workflow_dispatch"]);
  });

  test("earlier attempts of this run are looked at first", async () => {
    plant("older");
    begin();
    place.repository.plantArtifact(run, { name: NAME, bytes: zipOf({ "cursor.json": "first attempt" }) });
    place.repository.rerun(run);
    expect(await textsFound()).toEqual(["first attempt", "older"]);
  });

  test("whatever order GitHub lists artifacts in, the newest of a run comes first", async () => {
    const earlier = plant("first attempt");
    place.repository.plantArtifact(earlier, { name: NAME, bytes: zipOf({ "cursor.json": "second attempt" }) });
    place.repository.setArtifactOrder("oldest-first");
    expect(await textsFound()).toEqual(["second attempt", "first attempt"]);
  });

  test("a cursor beyond the newest 50 runs is not found", async () => {
    plant("too old");
    for (let n = 0; n < 55; n += 1) place.repository.addRun({ workflow });
    begin();
    expect(await textsFound()).toEqual([]);
  });

  test("forks that call their branch main cannot push the real cursor out of sight", async () => {
    plant("real");
    for (let n = 0; n < 120; n += 1) place.repository.addRun({ workflow, headRepositoryId: 77, event: "pull_request" });
    begin();
    expect(await textsFound()).toEqual(["real"]);
  });

  test("the storage is asked without our token", async () => {
    plant("real");
    await store.find();
    const blob = place.github.results.requests.at(-1);
    expect(blob?.headers["authorization"]).toBeUndefined();
  });

  test("a storage that fails once is asked again at a new address", async () => {
    plant("real");
    place.github.results.faults.add({ method: "GET", fault: { kind: "cut-answer" } });
    expect(await textsFound()).toEqual(["real"]);
  });

  test('a storage that keeps failing is no "there is none"', async () => {
    plant("real");
    place.github.results.faults.add({ method: "GET", times: Infinity, fault: { kind: "answer", answer: serverError(503) } });
    await expect(store.find()).rejects.toThrow(CannotCheck);
  });

  test("a token without actions: read is told so", async () => {
    const weak = place.connect({ token: "weak", rights: { actions: "none", issues: "write" } });
    place.repository.state.private = true;
    const blind = openCursorStore(weak, { ...contextOf() }, { guild: GUILD, retentionDays: 30, defaultBranch: "main" });
    await expect(blind.find()).rejects.toThrow('Give the job "actions: read" under permissions.');
  });
});

function contextOf(): RunContext {
  return {
    owner: "harbour",
    repo: "guild",
    repositoryId: place.repository.id,
    runId: run.id,
    ref: "refs/heads/main",
    sha: run.headSha,
    event: "schedule",
    apiUrl: place.github.apiUrl,
    serverUrl: place.github.serverUrl,
    workspace: temp,
    temp,
    repository: null,
  };
}

describe("poisoned cursors", () => {
  const poisoned: [string, () => void, RegExp | null][] = [
    [
      "by a fork's pull request from a branch called main",
      () => plant("x", { event: "pull_request", headRepositoryId: 77 }),
      /ran code of a fork/,
    ],
    ["by a fork with a trusted event", () => plant("x", { headRepositoryId: 77 }), /ran code of a fork/],
    ["by a pull request", () => plant("x", { event: "pull_request" }), /was started by pull_request$/],
    ["by pull_request_target", () => plant("x", { event: "pull_request_target" }), /was started by pull_request_target$/],
    ["by workflow_run", () => plant("x", { event: "workflow_run" }), /was started by workflow_run$/],
    ["on another branch", () => plant("x", { headBranch: "feature" }), null],
    [
      "by another workflow",
      () => plant("x", { workflow: place.repository.addWorkflow({ name: "Evil", path: ".github/workflows/evil.yml" }) }),
      null,
    ],
    [
      "from a commit that is not on main",
      () => plant("x", { headSha: place.repository.commit({ branch: "feature", files: { a: "b" } }) }),
      /its commit is not on main/,
    ],
    ["with the head repository of a fork", () => plant("x", {}, { headRepositoryId: 77 }), /made by code of a fork/],
    ["with another repository", () => plant("x", {}, { repositoryId: 77 }), /belongs to another repository/],
    ["with another branch", () => plant("x", {}, { headBranch: "feature" }), /was not made on main/],
    ["with another commit", () => plant("x", {}, { headSha: "f".repeat(40) }), /from another commit than its run/],
    ["with another run", () => plant("x", {}, { runId: 77 }), /from another run/],
    ["that has expired", () => plant("x", {}, { expired: true }), /has expired/],
    ["without a digest", () => plant("x", {}, { digest: null }), /no SHA-256 digest/],
    ["with a digest of another kind", () => plant("x", {}, { digest: "md5:00" }), /no SHA-256 digest/],
    ["with a wrong digest", () => plant("x", {}, { digest: `sha256:${"0".repeat(64)}` }), /not what its digest says/],
    ["that says it is too large", () => plant("x", {}, { size: 2 * MIB }), /too large/],
    ["that is larger than it says", () => plantBytes(new Uint8Array(2 * MIB), { size: 10 }), /too large/],
    ["that unpacks to more than 1 MiB", () => plantBytes(zipOf({ "cursor.json": "0".repeat(5 * MIB) })), /exactly one file/],
    ["with a second file", () => plantBytes(zipOf({ "cursor.json": "{}", "more.txt": "" })), /exactly one file/],
    ["with another file", () => plantBytes(zipOf({ "../cursor.json": "{}" })), /exactly one file/],
    ["that is not a zip", () => plantBytes(strToU8("cursor")), /exactly one file/],
    ["that is not UTF-8", () => plantBytes(zipSync({ "cursor.json": new Uint8Array([0xff, 0xfe]) })), /exactly one file/],
  ];
  test.each(poisoned)("a cursor %s is refused, with the reason, and the good one behind it is found", async (_name, poison, reason) => {
    plant("good");
    poison();
    begin();
    const { candidates, refused } = await store.find();
    expect(candidates.map(({ text }) => text)).toEqual(["good"]);
    expect(refused.length).toBe(reason === null ? 0 : 1);
    expect(refused.filter((sentence) => reason?.test(sentence) !== true)).toEqual([]);
  });

  test("the cursor of another guild is another artifact", async () => {
    const earlier = place.repository.addRun({ workflow });
    place.repository.plantArtifact(earlier, { name: `${NAME}1`, bytes: zipOf({ "cursor.json": "other" }) });
    expect(await textsFound()).toEqual([]);
  });
});

describe("reading a zip", () => {
  test("the file comes out, and a zip that lies about its size does not write beyond it", () => {
    expect(readSingleFile(zipOf({ "cursor.json": "{}" }), "cursor.json", 10)).toBe("{}");
    const lying = zipOf({ "cursor.json": "0".repeat(100_000) });
    const view = new DataView(lying.buffer);
    for (let at = 0; at + 4 < lying.length; at += 1) {
      if (view.getUint32(at, true) === 100_000) view.setUint32(at, 5, true);
    }
    expect(readSingleFile(lying, "cursor.json", 10)?.length ?? 0).toBeLessThanOrEqual(10);
  });
});

describe("saving the cursor", () => {
  test("what is saved is found by the next run", async () => {
    stubRuntime();
    const id = await store.save('{"version":1}');
    const [saved] = place.repository.artifacts();
    expect(saved?.artifact).toMatchObject({ name: NAME, id: Number(id) });
    expect(await readdir(temp)).toEqual([]);
    begin();
    expect((await store.find()).candidates).toMatchObject([{ text: '{"version":1}', artifactId: Number(id) }]);
  });

  test("twice in one run is a sentence", async () => {
    stubRuntime();
    await store.save("one");
    await expect(store.save("two")).rejects.toThrow(/saved a cursor for this server already/);
  });

  test("a cursor of more than 1 MiB is not saved", async () => {
    await expect(store.save("0".repeat(MIB + 1))).rejects.toThrow(/larger than 1 MiB/);
  });

  test("a service that refuses is a sentence", async () => {
    stubRuntime();
    vi.stubEnv("ACTIONS_RUNTIME_TOKEN", "not-a-token");
    await expect(store.save("one")).rejects.toThrow(/could not be saved/);
  });

  test.each(["https://github.com", "https://octo.ghe.com", "http://github.localhost"])("%s has an artifact service", (url) => {
    expect(() => {
      refuseEnterpriseServer(url);
    }).not.toThrow();
  });

  test.each(["https://github.example.org", "https://notghe.com", "https://github.com.example.org", "nonsense"])("%s has none", (url) => {
    expect(() => {
      refuseEnterpriseServer(url);
    }).toThrow(/Enterprise Server is not supported/);
  });
});

describe("the order of commits", () => {
  test("is what GitHub's comparison says", async () => {
    const first = place.repository.tip();
    const second = place.repository.commit({ files: { a: "1" } });
    const other = place.repository.commit({ branch: "feature", files: { a: "2" } });
    expect(await compareCommits(place.client, first, second)).toBe("ahead");
    expect(await compareCommits(place.client, second, first)).toBe("behind");
    expect(await compareCommits(place.client, first, first)).toBe("identical");
    expect(await compareCommits(place.client, first, "f".repeat(40))).toBe("unknown");
    expect(await isOnBranch(place.client, first, "main")).toBe(true);
    expect(await isOnBranch(place.client, other, "main")).toBe(false);
  });
});
