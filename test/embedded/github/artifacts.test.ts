// Runs and artifacts over REST, and the results service beyond what the library's round trip shows.
import { beforeEach, afterEach, expect, test } from "vitest";
import { HERE, openCommunity, refusal, type Community } from "./community.ts";

const clock = { at: 0 };
const MINUTE = 60_000;
const TWIRP = "twirp/github.actions.results.api.v1.ArtifactService";
let community: Community;

beforeEach(async () => {
  clock.at = Date.UTC(2026, 10, 24);
  community = await openCommunity({}, clock);
  community.repository.addWorkflow({ name: "Drift", path: ".github/workflows/drift.yml", id: 77 });
});

afterEach(async () => {
  await community.github.close();
});

const bytes = Buffer.from("not really a zip");

test("runs of a workflow are listed newest first and filtered", async () => {
  const { repository, octokit } = community;
  const other = repository.addWorkflow({ name: "CI", path: ".github/workflows/ci.yml" });
  const ids = [
    repository.addRun({}).id,
    repository.addRun({ event: "pull_request", headBranch: "main", headRepositoryId: 99 }).id,
    repository.addRun({ conclusion: "failure" }).id,
    repository.addRun({ status: "in_progress" }).id,
  ];
  repository.addRun({ workflow: other });
  const list = async (query: object) => {
    const { data } = await octokit.request("GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs", {
      ...HERE,
      workflow_id: 77,
      ...query,
    });
    return data;
  };
  expect((await list({ branch: "main" })).workflow_runs.map(({ id }) => id)).toEqual(ids.toReversed());
  expect((await list({ workflow_id: "drift.yml", per_page: 1, page: 2 })).workflow_runs.map(({ id }) => id)).toEqual([ids[2]]);
  expect((await list({ status: "success", event: "schedule" })).workflow_runs.map(({ id }) => id)).toEqual([ids[0]]);
  expect((await list({ event: "pull_request" })).workflow_runs).toMatchObject([{ head_repository: { id: 99, fork: true } }]);
  expect((await list({})).total_count).toBe(4);
});

test("planted artifacts are listed by run and by name, with what they claim", async () => {
  const { repository, octokit } = community;
  const run = repository.addRun({});
  const honest = repository.plantArtifact(run, { name: "cursor", bytes });
  const liar = repository.plantArtifact(
    run,
    { name: "cursor", bytes },
    { digest: "sha256:00", size: 1, headBranch: "evil", headRepositoryId: 99 },
  );
  repository.plantArtifact(run, { name: "other", bytes });
  const { data } = await octokit.request("GET /repos/{owner}/{repo}/actions/artifacts", { ...HERE, name: "cursor" });
  expect(data.artifacts.map(({ id }) => id)).toEqual([liar.id, honest.id]);
  expect(data.artifacts[0]).toMatchObject({
    digest: "sha256:00",
    size_in_bytes: 1,
    expired: false,
    workflow_run: { id: run.id, repository_id: repository.id, head_repository_id: 99, head_branch: "evil" },
  });
  repository.setArtifactOrder("oldest-first");
  const turned = await octokit.request("GET /repos/{owner}/{repo}/actions/artifacts", { ...HERE, name: "cursor" });
  expect(turned.data.artifacts.map(({ id }) => id)).toEqual([honest.id, liar.id]);
  const ofRun = await octokit.request("GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts", { ...HERE, run_id: run.id });
  expect(ofRun.data.total_count).toBe(3);
});

test("a download redirects to a blob that opens for one minute and takes no token", async () => {
  const { repository, octokit } = community;
  const { id } = repository.plantArtifact(repository.addRun({}), { name: "cursor", bytes });
  const route = "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}";
  const { headers, status } = await octokit.request(route, {
    ...HERE,
    artifact_id: id,
    archive_format: "zip",
    request: { redirect: "manual" },
  });
  expect(status).toBe(302);
  const location = headers.location ?? "";
  expect(await (await fetch(location)).text()).toBe("not really a zip");
  expect((await fetch(location, { headers: { authorization: "Bearer x" } })).status).toBe(403);
  expect((await fetch(location.replace("sig=", "sig=0"))).status).toBe(403);
  clock.at += 2 * MINUTE;
  expect((await fetch(location)).status).toBe(403);
});

test("followed by fetch, the redirect gives the bytes", async () => {
  const { repository, octokit } = community;
  const { id } = repository.plantArtifact(repository.addRun({}), { name: "cursor", bytes });
  const route = "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}";
  const { data } = await octokit.request(route, { ...HERE, artifact_id: id, archive_format: "zip" });
  expect(Buffer.from(data as ArrayBuffer).toString()).toBe("not really a zip");
});

test("an expired artifact is still listed and its download is 410", async () => {
  const { repository, octokit } = community;
  const { id } = repository.plantArtifact(repository.addRun({}), { name: "cursor", bytes });
  clock.at += 91 * 86_400_000;
  const { data } = await octokit.request("GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}", { ...HERE, artifact_id: id });
  expect(data.expired).toBe(true);
  const route = "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}";
  expect(await refusal(octokit.request(route, { ...HERE, artifact_id: id, archive_format: "zip" }))).toEqual([410, "Artifact has expired"]);
});

test("a deleted run takes its artifacts along", async () => {
  const { repository, octokit } = community;
  const run = repository.addRun({});
  repository.plantArtifact(run, { name: "cursor", bytes });
  repository.deleteRun(run);
  expect((await octokit.request("GET /repos/{owner}/{repo}/actions/artifacts", HERE)).data.total_count).toBe(0);
  const read = octokit.request("GET /repos/{owner}/{repo}/actions/runs/{run_id}", { ...HERE, run_id: run.id });
  expect((await refusal(read))[0]).toBe(404);
});

async function twirp(token: string, method: string, body: object): Promise<Response> {
  const url = `${community.github.resultsUrl}${TWIRP}/${method}`;
  return fetch(url, { method: "POST", headers: { authorization: `Bearer ${token}` }, body: JSON.stringify(body) });
}

test("the results service knows a runtime token only while its attempt runs", async () => {
  const { repository } = community;
  const run = repository.addRun({ status: "in_progress" });
  const token = repository.runtimeToken(run);
  const ids = { workflow_run_backend_id: run.backend.run, workflow_job_run_backend_id: run.backend.job };
  expect((await twirp("a.b.c", "ListArtifacts", ids)).status).toBe(401);
  expect((await twirp(token, "ListArtifacts", { ...ids, workflow_run_backend_id: "other" })).status).toBe(403);
  expect((await twirp(token, "ListArtifacts", ids)).status).toBe(200);
  repository.completeRun(run, "success");
  expect((await twirp(token, "ListArtifacts", ids)).status).toBe(401);
  repository.rerun(run);
  expect((await twirp(token, "ListArtifacts", ids)).status).toBe(401);
  expect((await twirp(repository.runtimeToken(run), "ListArtifacts", { workflow_run_backend_id: run.backend.run })).status).toBe(200);
});

test("an upload that never finished is seen by nobody, and its name is taken", async () => {
  const { repository, octokit } = community;
  const run = repository.addRun({ status: "in_progress" });
  const token = repository.runtimeToken(run);
  const create = { workflow_run_backend_id: run.backend.run, workflow_job_run_backend_id: run.backend.job, name: "cursor", version: 7 };
  expect((await twirp(token, "CreateArtifact", create)).status).toBe(200);
  expect((await twirp(token, "FinalizeArtifact", { ...create, size: "1" })).status).toBe(412);
  expect((await twirp(token, "CreateArtifact", create)).status).toBe(409);
  expect((await octokit.request("GET /repos/{owner}/{repo}/actions/artifacts", HERE)).data.total_count).toBe(0);
});
