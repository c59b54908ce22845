// Commits, comparisons and files.
import { expect, test } from "vitest";
import { HERE, openCommunity, refusal } from "./community.ts";

test("comparing follows the graph: identical, ahead, behind, diverged", async () => {
  await using community = await openCommunity();
  const { repository, octokit } = community;
  const first = repository.tip();
  const second = repository.commit({ message: "Second" });
  const side = repository.commit({ branch: "topic/side", parents: [first] });
  const compare = async (basehead: string) => {
    const { data } = await octokit.request("GET /repos/{owner}/{repo}/compare/{basehead}", { ...HERE, basehead });
    return [data.status, data.ahead_by, data.behind_by, data.merge_base_commit.sha];
  };
  expect(await compare(`${first}...main`)).toEqual(["ahead", 1, 0, first]);
  expect(await compare(`main...${first}`)).toEqual(["behind", 0, 1, first]);
  expect(await compare("main...main")).toEqual(["identical", 0, 0, second]);
  expect(await compare(`main...topic/side`)).toEqual(["diverged", 1, 1, first]);
  expect(await compare(`${side.slice(0, 8)}...main`)).toEqual(["diverged", 1, 1, first]);
});

test("after a merge the base is the newest commit that both have, and commits come in pages", async () => {
  await using community = await openCommunity();
  const { repository, octokit } = community;
  const first = repository.tip();
  const shared = repository.commit({ message: "Second" });
  const side = repository.commit({ branch: "side", parents: [first] });
  const merge = repository.commit({ branch: "topic", parents: [shared, side] });
  repository.commit({ message: "Third" });
  const route = "GET /repos/{owner}/{repo}/compare/{basehead}";
  const { data } = await octokit.request(route, { ...HERE, basehead: "main...topic" });
  expect(data).toMatchObject({ status: "diverged", ahead_by: 2, behind_by: 1, merge_base_commit: { sha: shared } });
  expect(data.commits.map(({ sha }) => sha)).toEqual([side, merge]);
  const page = await octokit.request(route, { ...HERE, basehead: "main...topic", per_page: 1 });
  expect(page.data).toMatchObject({ total_commits: 2, commits: [{ sha: side }] });
});

test("a pull request is merged into its base at refs/pull/N/merge: first parent base, second parent head", async () => {
  await using community = await openCommunity();
  const { repository, octokit } = community;
  const first = repository.commit({ files: { "a.txt": "one", "b.txt": "one", "gone.txt": "one" } });
  const head = repository.commit({ branch: "change", parents: [first], files: { "a.txt": "two", "gone.txt": null } });
  const base = repository.commit({ files: { "b.txt": "three" } });
  const merge = repository.mergePull({ number: 7, headSha: head });
  const read = async (sha: string) => octokit.request("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", { ...HERE, commit_sha: sha });
  const { data } = await read(merge);
  expect(data).toMatchObject({ sha: merge, parents: [{ sha: base }, { sha: head }] });
  expect(data.url).toBe(`${community.github.apiUrl}/repos/acme/community/git/commits/${merge}`);
  const named = await octokit.request("GET /repos/{owner}/{repo}/commits/{ref}", { ...HERE, ref: "refs/pull/7/merge" });
  expect(named.data.sha).toBe(merge);
  expect(Object.fromEntries(repository.state.commits.get(merge)?.files ?? [])).toMatchObject({ "a.txt": "two", "b.txt": "three" });
  expect(repository.state.commits.get(merge)?.files.has("gone.txt")).toBe(false);
  expect((await refusal(read("f".repeat(40))))[0]).toBe(404);
});

test("commits without a common ancestor, or that are not there, are 404", async () => {
  await using community = await openCommunity();
  const orphan = community.repository.commit({ branch: null, parents: [] });
  const compare = async (basehead: string) =>
    community.octokit.request("GET /repos/{owner}/{repo}/compare/{basehead}", { ...HERE, basehead });
  expect((await refusal(compare(`main...${orphan}`)))[0]).toBe(404);
  expect((await refusal(compare(`main...${"0".repeat(40)}`)))[0]).toBe(404);
});

test("a file is read at a commit, a branch, or raw; a folder is a list", async () => {
  await using community = await openCommunity();
  const { repository, octokit } = community;
  const old = repository.commit({ files: { "policy/permissions.yaml": "version: 1\n" } });
  repository.commit({ files: { "policy/permissions.yaml": "version: 2\n" } });
  const read = async (query: object) =>
    octokit.request("GET /repos/{owner}/{repo}/contents/{path}", { ...HERE, path: "policy/permissions.yaml", ...query });
  const { data } = await read({ ref: old });
  expect(Buffer.from((data as { content: string }).content, "base64").toString()).toBe("version: 1\n");
  expect((await read({ ref: "main", mediaType: { format: "raw" } })).data).toBe("version: 2\n");
  expect((await read({ path: "policy" })).data).toMatchObject([{ type: "file", path: "policy/permissions.yaml" }]);
  expect((await refusal(read({ path: "gone.yaml" })))[0]).toBe(404);
});

test("a commit is found by branch and sha, and an unknown one is 422", async () => {
  await using community = await openCommunity();
  const read = async (ref: string) => community.octokit.request("GET /repos/{owner}/{repo}/commits/{ref}", { ...HERE, ref });
  expect((await read("main")).data.sha).toBe(community.repository.tip());
  expect((await refusal(read("f".repeat(40))))[0]).toBe(422);
});
