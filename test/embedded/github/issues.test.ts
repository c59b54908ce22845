// Issues, comments and labels over HTTP, with the real Octokit.
import { expect, test } from "vitest";
import { HERE, openCommunity, refusal } from "./community.ts";

const LABEL = "permission-drift";

test("an issue is created by the bot, with labels that did not exist", async () => {
  await using community = await openCommunity();
  const { data, status } = await community.octokit.request("POST /repos/{owner}/{repo}/issues", {
    ...HERE,
    title: "Mods",
    body: "hm",
    labels: [LABEL],
    assignees: ["alice"],
  });
  expect(status).toBe(201);
  expect(data).toMatchObject({ number: 1, state: "open", state_reason: null, user: { login: "github-actions[bot]", type: "Bot" } });
  expect(data.labels).toMatchObject([{ name: LABEL, color: "ededed" }]);
  expect(data.assignees).toMatchObject([{ login: "alice" }]);
});

test("paging leads over every page by repository number, and holds pull requests", async () => {
  await using community = await openCommunity();
  const alice = community.repository.as("alice");
  for (const number of [1, 2, 3, 4]) alice.open({ title: `Issue ${number}`, labels: [LABEL] });
  alice.openPullRequest({ title: "A change", labels: [LABEL] });
  alice.open({ title: "Other" });
  const issues = await community.octokit.paginate("GET /repos/{owner}/{repo}/issues", { ...HERE, labels: LABEL, per_page: 2 });
  expect(issues.map(({ number }) => number)).toEqual([5, 4, 3, 2, 1]);
  expect(issues.map((issue) => issue.pull_request !== undefined)).toEqual([true, false, false, false, false]);
  expect(community.github.api.requests.at(-1)?.path).toBe(`/repositories/${community.repository.id}/issues`);
});

test("the list filters by state, creator, all labels and time, and sorts", async () => {
  const clock = { at: Date.UTC(2026, 0, 1) };
  await using community = await openCommunity({}, clock);
  const { repository, octokit } = community;
  repository.as("alice").open({ title: "Old", labels: ["a"] });
  clock.at += 60_000;
  repository.as("bob").open({ title: "New", labels: ["a", "b"] });
  repository.as("bob").close(2);
  const list = async (query: object): Promise<readonly number[]> => {
    const { data } = await octokit.request("GET /repos/{owner}/{repo}/issues", { ...HERE, ...query });
    return data.map(({ number }) => number);
  };
  expect(await list({})).toEqual([1]);
  expect(await list({ state: "closed" })).toEqual([2]);
  expect(await list({ state: "all", direction: "asc" })).toEqual([1, 2]);
  expect(await list({ state: "all", creator: "alice" })).toEqual([1]);
  expect(await list({ state: "all", labels: "A,b" })).toEqual([2]);
  expect(await list({ state: "all", since: "2026-01-01T00:01:00Z" })).toEqual([2]);
  clock.at += 60_000;
  repository.as("alice").comment(1, "still here");
  expect(await list({ state: "all", sort: "updated" })).toEqual([1, 2]);
});

test("a patch replaces labels, and a reason counts only when the state changes", async () => {
  await using community = await openCommunity();
  community.repository.as("alice").open({ title: "Mods", labels: ["a", "b"] });
  const patch = async (change: object) => {
    const { data } = await community.octokit.request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
      ...HERE,
      issue_number: 1,
      ...change,
    });
    return data;
  };
  expect((await patch({ labels: ["b", "c"] })).labels).toMatchObject([{ name: "b" }, { name: "c" }]);
  expect(await patch({ state: "closed", state_reason: "not_planned" })).toMatchObject({
    state: "closed",
    state_reason: "not_planned",
    closed_by: { login: "github-actions[bot]" },
  });
  expect(await patch({ state: "closed", state_reason: "completed" })).toMatchObject({ state_reason: "not_planned" });
  expect(await patch({ state: "open" })).toMatchObject({ state: "open", state_reason: "reopened", closed_by: null, closed_at: null });
});

test("who closed an issue is in the list too", async () => {
  await using community = await openCommunity();
  community.repository.as("alice").open({ title: "Mods" });
  community.repository.as("bob").close(1, "not_planned");
  const { data } = await community.octokit.request("GET /repos/{owner}/{repo}/issues", { ...HERE, state: "closed" });
  expect(data).toMatchObject([{ closed_by: { login: "bob" }, state_reason: "not_planned" }]);
});

test("comments are paged oldest first", async () => {
  await using community = await openCommunity();
  community.repository.as("alice").open({ title: "Mods" });
  const place = { ...HERE, issue_number: 1 };
  const say = async (body: string): Promise<unknown> =>
    community.octokit.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", { ...place, body });
  await say("one");
  await say("two");
  await say("three");
  const comments = await community.octokit.paginate("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", { ...place, per_page: 2 });
  expect(comments.map(({ body }) => body)).toEqual(["one", "two", "three"]);
  expect(community.repository.issue(1).comments).toHaveLength(3);
});

test("a comment is edited and deleted by its id, and what is not there is 404", async () => {
  const clock = { at: Date.UTC(2026, 0, 1) };
  await using community = await openCommunity({}, clock);
  const { repository, octokit } = community;
  repository.as("alice").open({ title: "Mods" });
  const posted = await octokit.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
    ...HERE,
    issue_number: 1,
    body: "one",
  });
  const at = { ...HERE, comment_id: posted.data.id };
  clock.at += 60_000;
  const edited = await octokit.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", { ...at, body: "two" });
  expect(edited.data).toMatchObject({
    id: posted.data.id,
    body: "two",
    created_at: "2026-01-01T00:00:00Z",
    updated_at: "2026-01-01T00:01:00Z",
  });
  const empty = octokit.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", { ...at, body: " " });
  expect((await refusal(empty))[0]).toBe(422);
  const long = octokit.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", { ...at, body: "x".repeat(65_537) });
  expect((await refusal(long))[0]).toBe(422);
  expect(repository.issue(1).comments).toMatchObject([{ body: "two" }]);
  await octokit.request("DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}", at);
  const again = octokit.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", { ...at, body: "three" });
  expect(await refusal(again)).toEqual([404, "Not Found"]);
});

test("labels go on and off one by one", async () => {
  await using community = await openCommunity();
  community.repository.as("alice").open({ title: "Mods", labels: ["a"] });
  const place = { ...HERE, issue_number: 1 };
  const added = await community.octokit.request("POST /repos/{owner}/{repo}/issues/{issue_number}/labels", { ...place, labels: ["b"] });
  expect(added.data.map(({ name }) => name)).toEqual(["a", "b"]);
  const left = await community.octokit.request("DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}", { ...place, name: "a" });
  expect(left.data.map(({ name }) => name)).toEqual(["b"]);
  const again = community.octokit.request("DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}", { ...place, name: "a" });
  expect(await refusal(again)).toEqual([404, "Label does not exist"]);
});

test("texts that are too long are refused and change nothing", async () => {
  await using community = await openCommunity();
  const post = async (issue: { title: string; body: string }) =>
    community.octokit.request("POST /repos/{owner}/{repo}/issues", { ...HERE, ...issue });
  const [titleStatus, titleMessage] = await refusal(post({ title: "x".repeat(257), body: "" }));
  const [bodyStatus, bodyMessage] = await refusal(post({ title: "x", body: "x".repeat(65_537) }));
  expect([titleStatus, bodyStatus]).toEqual([422, 422]);
  expect(titleMessage).toContain("maximum is 256 characters");
  expect(bodyMessage).toContain("maximum is 65536 characters");
  expect(community.repository.issues()).toEqual([]);
  await post({ title: "x".repeat(256), body: "x".repeat(65_536) });
  expect(community.repository.issues()).toHaveLength(1);
});

test("a deleted issue answers 410 and its number is not used again", async () => {
  await using community = await openCommunity();
  const alice = community.repository.as("alice");
  alice.open({ title: "One" });
  alice.delete(1);
  expect(alice.open({ title: "Two" }).number).toBe(2);
  const read = community.octokit.request("GET /repos/{owner}/{repo}/issues/{issue_number}", { ...HERE, issue_number: 1 });
  expect(await refusal(read)).toEqual([410, "This issue was deleted"]);
});

test("a repository without issues answers 410", async () => {
  await using community = await openCommunity();
  community.repository.setIssuesEnabled(false);
  const list = community.octokit.request("GET /repos/{owner}/{repo}/issues", HERE);
  const create = community.octokit.request("POST /repos/{owner}/{repo}/issues", { ...HERE, title: "x" });
  expect(await refusal(list)).toEqual([410, "Issues has been disabled in this repository."]);
  expect(await refusal(create)).toEqual([410, "Issues has been disabled in this repository."]);
});

test("a pull request has its comments also where issues are off", async () => {
  await using community = await openCommunity();
  community.repository.as("alice").openPullRequest({ title: "A change" });
  community.repository.setIssuesEnabled(false);
  const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
  const { status } = await community.client({ rights: { pullRequests: "write" } }).request(route, { ...HERE, issue_number: 1, body: "hm" });
  expect(status).toBe(201);
  const { data } = await community
    .client()
    .request("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", { ...HERE, issue_number: 1 });
  expect(data).toHaveLength(1);
});

test("a filter that this server does not know is refused aloud", async () => {
  await using community = await openCommunity();
  const list = community.octokit.request("GET /repos/{owner}/{repo}/issues", { ...HERE, milestone: "1" });
  expect(await refusal(list)).toEqual([400, 'The embedded GitHub does not know the query parameter "milestone" here.']);
});
