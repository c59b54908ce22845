/** Writes a live guild as a policy that a person might have written; the same guild always gives the same text. */
import { planExport, type ExportInput } from "./plan.ts";
import { channelsLines } from "./write-channels.ts";
import { headLines } from "./write-head.ts";
import { rolesLines } from "./write-roles.ts";

/** YAML with a line end behind each line. What Discord answered in which order does not matter. */
export function exportPolicy(input: ExportInput): string {
  const plan = planExport(input);
  return `${[...headLines(plan), ...rolesLines(plan), ...channelsLines(plan)].join("\n")}\n`;
}
