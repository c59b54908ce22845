/** `permission-drift validate [FILE]`: the policy, offline. */
import type { Command } from "commander";
import { readPolicyFile } from "../files/policy-file.ts";
import { renderProblem } from "../policy/render-problem.ts";
import { adviceText, validateText } from "../report/terminal.ts";
import { validate } from "../runs/validate.ts";
import { DEFAULT_POLICY } from "./connection.ts";
import { print } from "./terminal.ts";

export function addValidate(program: Command): void {
  program
    .command("validate")
    .description("read a policy without any connection, show all of its mistakes, and suggest what would make it stronger")
    .argument("[file]", "the policy", DEFAULT_POLICY)
    .action(async (file: string) => {
      process.exitCode = await runValidate(file);
    });
}

/** Gives the exit code: 0 for a policy, 1 for one with mistakes. */
async function runValidate(file: string): Promise<0 | 1> {
  const source = await readPolicyFile(file, file);
  const result = validate(source);
  if (!result.ok) {
    const frames = result.problems.map((problem) => `${renderProblem(source, problem)}\n\n`);
    await print(`${frames.join("")}${validateText(file, { problems: result.problems.length })}`);
    return 1;
  }
  const { roles, channels } = result.policy;
  const counts = validateText(file, { roles: roles.length, channels: channels.length });
  await print(`${counts}${result.advice.map((advice) => adviceText(file, advice)).join("")}`);
  return 0;
}
