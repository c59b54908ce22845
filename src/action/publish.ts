/** What a run leaves behind for people and later steps: summary, annotations, report file, outputs. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { annotate, setOutputs, writeSummary } from "../github/actions-console.ts";
import { findingAnnotations } from "../report/annotation.ts";
import { worstSeverity } from "../report/exit-code.ts";
import { checkJson } from "../report/json/check.ts";
import { printJson } from "../report/json/value.ts";
import { summaryMarkdown } from "../report/summary.ts";
import type { Watched } from "../runs/watch.ts";
import type { OpenWatch } from "./open-watch.ts";

/** `folder` is where the report file goes. */
export async function publish(watched: Watched, opened: OpenWatch, folder: string): Promise<void> {
  const { report, accepted, remarks, issues } = watched;
  const { dryRun, publicRepository, request } = opened;
  annotate(findingAnnotations(report.findings));
  await writeSummary(summaryMarkdown({ report, accepted, remarks, dryRun, publicRepository, minimal: request.minimal }));
  const file = join(folder, `permission-drift-${report.guild.id}.json`);
  await writeFile(file, `${printJson(checkJson(report), 2)}\n`);
  setOutputs({
    result: report.result,
    "drift-count": report.findings.length,
    "highest-severity": worstSeverity(report.findings) ?? "none",
    issues: JSON.stringify(issues),
    report: file,
  });
}
