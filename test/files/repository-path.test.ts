import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { repositoryPath } from "../../src/files/repository-path.ts";

let workspace: string;

beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), "workspace-"));
  await mkdir(join(workspace, "checkout/policies"), { recursive: true });
});
afterEach(async () => {
  await rm(workspace, { recursive: true });
});

describe("where the policy is within its repository", () => {
  test("the checkout is the workspace: the input as it stands, whichever way it is written", async () => {
    await mkdir(join(workspace, ".git"));
    expect(await repositoryPath(workspace, "permissions.yaml")).toBe("permissions.yaml");
    expect(await repositoryPath(workspace, "./policies/../policies/x.yaml")).toBe("policies/x.yaml");
    expect(await repositoryPath(workspace, join(workspace, "policies/x.yaml"))).toBe("policies/x.yaml");
    expect(await repositoryPath(`${workspace}/`, "permissions.yaml")).toBe("permissions.yaml");
  });

  test("the checkout is a folder of the workspace: its own path does not count", async () => {
    await mkdir(join(workspace, "checkout/.git"));
    expect(await repositoryPath(workspace, "checkout/policies/x.yaml")).toBe("policies/x.yaml");
  });

  test("in a worktree .git is a file", async () => {
    await writeFile(join(workspace, "checkout/.git"), "gitdir: elsewhere\n");
    expect(await repositoryPath(workspace, "checkout/x.yaml")).toBe("x.yaml");
  });

  test("nothing above the workspace is looked at: without a checkout the workspace counts", async () => {
    await mkdir(join(workspace, ".git"));
    expect(await repositoryPath(join(workspace, "checkout"), "policies/x.yaml")).toBe("policies/x.yaml");
  });

  test("a folder whose name begins with two dots is a folder like any other", async () => {
    await mkdir(join(workspace, "..odd/.git"), { recursive: true });
    expect(await repositoryPath(workspace, "..odd/x.yaml")).toBe("x.yaml");
  });
});
