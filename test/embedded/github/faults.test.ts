// What goes wrong on request: before the effect, after it, and in the answer.
import { expect, test } from "vitest";
import { primaryLimit, secondaryLimit, serverError, tooManyRequests } from "../../../embedded/github/fault-answers.ts";
import { onEveryRequest } from "../../../embedded/http/on-every-request.ts";
import { HERE, openCommunity, refusal, type Community } from "./community.ts";

async function create(community: Community, title = "x"): Promise<unknown> {
  return community.octokit.request("POST /repos/{owner}/{repo}/issues", { ...HERE, title });
}

test("a server error before the effect leaves nothing behind", async () => {
  await using community = await openCommunity();
  community.github.api.faults.add({ method: "POST", fault: { kind: "answer", answer: serverError(503) } });
  expect(await refusal(create(community))).toEqual([503, "Server Error"]);
  expect(community.repository.issues()).toEqual([]);
});

test("an answer that is lost after the effect leaves an issue behind", async () => {
  await using community = await openCommunity();
  community.github.api.faults.add({ method: "POST", fault: { kind: "lost-answer" } });
  await expect(create(community)).rejects.toThrow(/ECONNRESET|other side closed/);
  expect(community.repository.issues()).toHaveLength(1);
});

test("the nth matching request goes wrong, the others do not", async () => {
  await using community = await openCommunity();
  community.github.api.faults.add({ path: /issues$/, nth: 2, fault: { kind: "answer", answer: secondaryLimit(60) } });
  await create(community);
  expect((await refusal(create(community)))[0]).toBe(403);
  await create(community);
  expect(community.repository.issues()).toHaveLength(2);
});

test("429 says how long to wait", async () => {
  await using community = await openCommunity();
  community.github.api.faults.add({ fault: { kind: "answer", answer: tooManyRequests(7) } });
  const response = await fetch(community.github.apiUrl);
  expect([response.status, response.headers.get("retry-after")]).toEqual([429, "7"]);
});

test("the used-up primary limit says when it ends", async () => {
  await using community = await openCommunity();
  community.github.api.faults.add({ fault: { kind: "answer", answer: primaryLimit(1_800_000_000_000) } });
  const response = await fetch(community.github.apiUrl);
  expect(response.headers.get("x-ratelimit-reset")).toBe("1800000000");
});

test("one row of numbers counts over both ports, and stops at the one that is asked for", async () => {
  await using community = await openCommunity();
  const { api, results } = community.github;
  const seen: string[] = [];
  const stop = onEveryRequest([api, results], (n, { path }) => {
    seen.push(`${n} ${path}`);
    return n === 3 ? "drop" : undefined;
  });
  await create(community);
  await fetch(`${results.origin}/nothing`);
  await expect(create(community)).rejects.toThrow(/ECONNRESET|other side closed/);
  expect(stop()).toBe(3);
  expect(seen).toEqual(["1 /repos/acme/community/issues", "2 /nothing", "3 /repos/acme/community/issues"]);
  expect(community.repository.issues()).toHaveLength(1);
});
