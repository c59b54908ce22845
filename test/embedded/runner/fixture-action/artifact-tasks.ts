// Uploads and downloads with the real @actions/artifact.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DefaultArtifactClient } from "@actions/artifact";
import { setOutput } from "@actions/core";

const temp = process.env["RUNNER_TEMP"] ?? "";

export async function upload(): Promise<void> {
  const file = join(temp, "cursor.json");
  await writeFile(file, '{"version":1}');
  const client = new DefaultArtifactClient();
  const { id, digest, size } = await client.uploadArtifact("cursor", [file], temp, { retentionDays: 7 });
  const { artifacts } = await client.listArtifacts();
  setOutput("answer", { id, digest, size, listed: artifacts.map(({ name }) => name) });
}

export async function uploadTwice(): Promise<void> {
  await upload();
  await upload();
}

/** Downloads by id with the token of the run, as a later run does. */
export async function download(): Promise<void> {
  const [owner = "", name = ""] = (process.env["GITHUB_REPOSITORY"] ?? "").split("/");
  const findBy = {
    token: process.env["INPUT_GITHUB-TOKEN"] ?? "",
    workflowRunId: 1,
    repositoryOwner: owner,
    repositoryName: name,
  };
  const path = join(temp, "downloaded");
  const id = Number(process.env["INPUT_ARTIFACT-ID"]);
  const { digestMismatch } = await new DefaultArtifactClient().downloadArtifact(id, { path, findBy, expectedHash: "sha256:0" });
  const files = await readdir(path);
  const text = await readFile(join(path, files[0] ?? ""), "utf8");
  setOutput("answer", { files, text, digestMismatch });
}
