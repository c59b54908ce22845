import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { serverError } from "../../embedded/github/fault-answers.ts";
import { readPolicyAt } from "../../src/github/policy-at.ts";
import { CannotCheck } from "../../src/runs/cannot-check.ts";
import { openPlace, type Place } from "./place.ts";

let place: Place;

beforeEach(async () => {
  place = await openPlace();
});
afterEach(async () => {
  await place[Symbol.asyncDispose]();
});

describe("the policy at a commit", () => {
  test("is the text as it was then", async () => {
    const first = place.repository.commit({ files: { "permissions.yaml": "version: 1\n# ä\n" } });
    place.repository.commit({ files: { "permissions.yaml": "version: 1\n# later\n" } });
    expect(await readPolicyAt(place.client, "permissions.yaml")(first)).toEqual({
      kind: "read",
      source: { file: "permissions.yaml", text: "version: 1\n# ä\n" },
    });
  });

  test.each(["with space.yaml", "a?b.yaml", "a#b.yaml", "100%41.yaml", "deep/er/{owner}.yaml", "ünï/cödé.yaml", "a&b=c+d.yaml"])(
    "the path %s is asked for as it is",
    async (path) => {
      const commit = place.repository.commit({ files: { [path]: "here\n" } });
      expect(await readPolicyAt(place.client, path)(commit)).toEqual({ kind: "read", source: { file: path, text: "here\n" } });
    },
  );

  test("a commit without the file, or one that GitHub does not know: missing", async () => {
    const commit = place.repository.commit({ files: { "other.yaml": "version: 1\n" } });
    expect(await readPolicyAt(place.client, "permissions.yaml")(commit)).toEqual({ kind: "missing" });
    expect(await readPolicyAt(place.client, "other.yaml")("f".repeat(40))).toEqual({ kind: "missing" });
  });

  test("a folder of that name, or a file that no policy is as long as: unreadable", async () => {
    const commit = place.repository.commit({ files: { "policies/a.yaml": "a", "long.yaml": "#".repeat(1_048_577) } });
    expect(await readPolicyAt(place.client, "policies")(commit)).toEqual({ kind: "unreadable", why: "it is a folder there" });
    expect(await readPolicyAt(place.client, "long.yaml")(commit)).toMatchObject({ kind: "unreadable" });
  });

  test("a submodule is no text", async () => {
    const answer = { status: 200, body: { type: "submodule", name: "policies" } };
    place.github.api.faults.add({ method: "GET", path: "/repos/harbour/guild/contents/policies", fault: { kind: "answer", answer } });
    expect(await readPolicyAt(place.client, "policies")(place.repository.tip())).toMatchObject({ kind: "unreadable" });
  });

  test("a token without the right is told which one, and trouble on GitHub is told as such", async () => {
    const commit = place.repository.commit({ files: { "permissions.yaml": "version: 1\n" } });
    const refused = { status: 403, body: { message: "Resource not accessible by integration" } };
    const path = "/repos/harbour/guild/contents/permissions.yaml";
    place.github.api.faults.add({ method: "GET", path, fault: { kind: "answer", answer: refused }, times: 1 });
    await expect(readPolicyAt(place.client, "permissions.yaml")(commit)).rejects.toThrow("contents: read");
    place.github.api.faults.add({ method: "GET", path, fault: { kind: "answer", answer: serverError(502) }, times: 9 });
    await expect(readPolicyAt(place.client, "permissions.yaml")(commit)).rejects.toThrow(CannotCheck);
  });
});
