import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { serverError } from "../../embedded/github/fault-answers.ts";
import { findBaseCommit } from "../../src/github/base-commit.ts";
import type { PullRequest } from "../../src/github/pull-request.ts";
import { CannotCheck } from "../../src/runs/cannot-check.ts";
import { openPlace, type Place } from "./place.ts";

let place: Place;
let pull: PullRequest;
/** What the base branch points at now; the payload's base is older. */
let tip: string;

beforeEach(async () => {
  place = await openPlace();
  const { repository } = place;
  const baseSha = repository.tip();
  const headSha = repository.commit({ branch: "change", files: { "permissions.yaml": "head" } });
  tip = repository.commit({ files: { "permissions.yaml": "base" } });
  pull = {
    number: 7,
    headSha,
    headRef: "change",
    headRepository: { id: repository.id, fullName: repository.fullName },
    baseSha,
    baseRef: "main",
    baseRepositoryId: repository.id,
    author: "anna",
    origin: "repository",
  };
});
afterEach(async () => {
  await place[Symbol.asyncDispose]();
});

const payload = (): object => ({
  sha: pull.baseSha,
  from: "payload",
});

describe("the base of a pull request", () => {
  test("is the first parent of the merge commit, though the event names an older one", async () => {
    const merge = place.repository.mergePull({ number: 7, headSha: pull.headSha });
    expect(await findBaseCommit(place.client, merge, pull)).toEqual({
      sha: tip,
      from: "merge-commit",
    });
    expect(place.github.api.requests.map(({ path }) => path)).toEqual([`/repos/harbour/guild/git/commits/${merge}`]);
  });

  test("is the event's where the run's commit has one parent: a pull request that was merged as a squash", async () => {
    expect(await findBaseCommit(place.client, tip, pull)).toEqual(payload());
  });

  test("is the event's where the run's commit is gone", async () => {
    expect(await findBaseCommit(place.client, "f".repeat(40), pull)).toEqual(payload());
  });

  test("is the event's where the run's commit is the head: the parents of a head are its author's choice", async () => {
    const evil = place.repository.commit({ branch: "evil", parents: [], files: { "permissions.yaml": "as the head" } });
    const headSha = place.repository.commit({ branch: "change", parents: [evil, tip], files: { "permissions.yaml": "as the head" } });
    expect(await findBaseCommit(place.client, headSha, { ...pull, headSha })).toEqual(payload());
    expect(place.github.api.requests).toEqual([]);
  });

  test("is the event's where the run's commit has three parents", async () => {
    const odd = place.repository.commit({ branch: null, parents: [tip, pull.headSha, pull.baseSha] });
    expect(await findBaseCommit(place.client, odd, pull)).toEqual(payload());
  });

  test.each([{ parents: [{}, {}] }, { parents: "none" }, { parents: [{ sha: "x" }, { sha: "y" }] }, []])(
    "is the event's where GitHub's answer is %j",
    async (body) => {
      place.github.api.faults.add({ fault: { kind: "answer", answer: { status: 200, body } } });
      expect(await findBaseCommit(place.client, tip, pull)).toEqual(payload());
    },
  );

  test("a fork's token can read it", async () => {
    const merge = place.repository.mergePull({ number: 7, headSha: pull.headSha });
    const weak = place.connect({ token: "weak", rights: { contents: "read" } });
    expect((await findBaseCommit(weak, merge, pull)).from).toBe("merge-commit");
  });

  test("is no guess where GitHub fails", async () => {
    place.github.api.faults.add({ times: Infinity, fault: { kind: "answer", answer: serverError(502) } });
    await expect(findBaseCommit(place.client, tip, pull)).rejects.toThrow(CannotCheck);
  });

  test("a token without contents: read is told so", async () => {
    place.repository.state.private = true;
    const weak = place.connect({ token: "weak", rights: { issues: "read" } });
    await expect(findBaseCommit(weak, tip, pull)).rejects.toThrow('Give the job "contents: read" under permissions.');
  });
});
