// Output of all kinds.
import { appendFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { setOutput } from "@actions/core";

export function shout(): void {
  process.stdout.write("plain line\n::add-mask::hush\nthe secret is hush\nname\r::warning file=a.yaml,line=3::Oh%0Ano\n");
  process.stderr.write("trap ##[error]from stderr\n");
  process.exitCode = 3;
}

export function showEnvironment(): void {
  setOutput("answer", process.env);
}

export async function hugeSummary(): Promise<void> {
  await appendFile(process.env["GITHUB_STEP_SUMMARY"] ?? "", "x".repeat(1024 * 1024 + 1));
}

export async function hang(): Promise<void> {
  await fetch(`${process.env["GITHUB_API_URL"] ?? ""}/user`);
  await pause(60_000);
}
