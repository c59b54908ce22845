// Who may do what: tokens, visibility, limits.
import { expect, test } from "vitest";
import { REVIEW_RIGHTS } from "../../../embedded/github/tokens.ts";
import { HERE, openCommunity, refusal } from "./community.ts";

const CREATE = { ...HERE, title: "x" };

test("an Actions token is no user, a personal one is", async () => {
  await using community = await openCommunity();
  expect(await refusal(community.octokit.request("GET /user"))).toEqual([403, "Resource not accessible by integration"]);
  const { data } = await community.client({ kind: "personal", login: "alice" }).request("GET /user");
  expect(data.login).toBe("alice");
});

test("the viewer is known through GraphQL for both", async () => {
  await using community = await openCommunity();
  const ask = "query { viewer { login } }";
  expect(await community.octokit.graphql(ask)).toEqual({ viewer: { login: "github-actions[bot]" } });
  expect(await community.client({ kind: "personal", login: "alice" }).graphql(ask)).toEqual({ viewer: { login: "alice" } });
});

test("a fork's token reads and cannot write", async () => {
  await using community = await openCommunity();
  const { status } = await community.fork().request("GET /repos/{owner}/{repo}/issues", HERE);
  expect(status).toBe(200);
  const create = community.fork().request("POST /repos/{owner}/{repo}/issues", CREATE);
  expect(await refusal(create)).toEqual([403, "Resource not accessible by integration"]);
  expect(community.repository.issues()).toEqual([]);
});

test("no token reads what is public and writes nothing", async () => {
  await using community = await openCommunity();
  const { status } = await community.client().request("GET /repos/{owner}/{repo}", HERE);
  expect(status).toBe(200);
  expect(await refusal(community.client().request("POST /repos/{owner}/{repo}/issues", CREATE))).toEqual([401, "Requires authentication"]);
});

test("a private repository hides itself from strangers, and asks its own tokens for rights", async () => {
  await using community = await openCommunity({ private: true });
  const read = "GET /repos/{owner}/{repo}/issues";
  expect(await refusal(community.client().request(read, HERE))).toEqual([404, "Not Found"]);
  expect(await refusal(community.client({ repository: "acme/other" }).request(read, HERE))).toEqual([404, "Not Found"]);
  const poor = community.client({ rights: { contents: "read" } });
  expect(await refusal(poor.request(read, HERE))).toEqual([403, "Resource not accessible by integration"]);
  expect((await poor.request("GET /repos/{owner}/{repo}/contents/{path}", { ...HERE, path: "README.md" })).status).toBe(200);
});

test("a comment on a pull request needs its own right", async () => {
  await using community = await openCommunity();
  community.repository.as("alice").openPullRequest({ title: "A change" });
  const comment = { ...HERE, issue_number: 1, body: "hm" };
  const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
  expect(await refusal(community.octokit.request(route, comment))).toEqual([403, "Resource not accessible by integration"]);
  expect((await community.client({ rights: { pullRequests: "write" } }).request(route, comment)).status).toBe(201);
});

test("pull-requests: write is for comments on pull requests, to write, edit and delete, and for no issue", async () => {
  await using community = await openCommunity({ private: true });
  const alice = community.repository.as("alice");
  alice.openPullRequest({ title: "A change" });
  alice.open({ title: "An issue" });
  alice.comment(1, "on the change");
  alice.comment(2, "on the issue");
  const client = community.client({ rights: REVIEW_RIGHTS });
  const ids = community.repository.issues().map(({ comments }) => comments[0]?.id ?? 0);
  const edit = async (id: number | undefined) =>
    client.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", { ...HERE, comment_id: id ?? 0, body: "edited" });
  const remove = async (id: number | undefined) =>
    client.request("DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}", { ...HERE, comment_id: id ?? 0 });
  expect((await edit(ids[0])).status).toBe(200);
  expect((await refusal(edit(ids[1])))[0]).toBe(403);
  expect((await refusal(remove(ids[1])))[0]).toBe(403);
  expect((await remove(ids[0])).status).toBe(204);
  const list = async (number: number) =>
    community
      .client({ rights: { pullRequests: "read" } })
      .request("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", { ...HERE, issue_number: number });
  expect((await list(1)).data).toEqual([]);
  expect((await refusal(list(2)))[0]).toBe(403);
});

test("an unknown token is refused everywhere", async () => {
  await using community = await openCommunity();
  const response = await fetch(`${community.github.apiUrl}/repos/acme/community`, { headers: { authorization: "Bearer nobody" } });
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ message: "Bad credentials", status: "401" });
});

test("requests are counted, and an hour that is used up is refused until it ends", async () => {
  const clock = { at: Date.UTC(2026, 0, 1) };
  await using community = await openCommunity({}, clock);
  const poor = community.client({ limit: 1 });
  const { headers } = await poor.request("GET /repos/{owner}/{repo}", HERE);
  expect(headers).toMatchObject({ "x-ratelimit-limit": "1", "x-ratelimit-remaining": "0" });
  expect((await refusal(poor.request("GET /repos/{owner}/{repo}", HERE)))[0]).toBe(403);
  clock.at += 3_600_000;
  expect((await poor.request("GET /repos/{owner}/{repo}", HERE)).status).toBe(200);
});
