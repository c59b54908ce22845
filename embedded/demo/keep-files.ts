/** Leaves what the runs wrote in a folder, for somebody who wants to read on after the story. */
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import type { IssueView } from "../github/person.ts";
import type { Stage, StageRun } from "./stage.ts";

export interface Keeper {
  /** Summary, report, cursor, outputs and log of a run. */
  readonly run: (number: number, run: StageRun) => Promise<void>;
  /** All issues and pull requests as they are at the end, with what was said on them. */
  readonly issues: () => Promise<void>;
}

const ISSUES = "issues";
const PULL_REQUESTS = "pull-requests";

/** Empties the folder first. */
export async function openKeeper(folder: string, stage: Stage): Promise<Keeper> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, ISSUES), { recursive: true });
  await mkdir(join(folder, PULL_REQUESTS), { recursive: true });
  return {
    run: async (number, run) => {
      const place = join(folder, `run-${number}`);
      await mkdir(place, { recursive: true });
      await writeFile(join(place, "summary.md"), run.summary);
      await writeFile(join(place, "log.txt"), `${run.log.join("\n")}\n`);
      const cursor = cursorOf(stage, run);
      if (cursor !== null) await writeFile(join(place, "cursor.json"), cursor);
      const { report = "", ...outputs } = run.outputs;
      await writeFile(join(place, "outputs.json"), `${JSON.stringify(outputs, null, 2)}\n`);
      if (report !== "") await copyFile(report, join(place, "report.json"));
    },
    issues: async () => {
      const issues = stage.repository.issues();
      await Promise.all(
        issues.map(async (issue) => {
          const place = issue.isPullRequest ? PULL_REQUESTS : ISSUES;
          await writeFile(join(folder, place, `${issue.number}.md`), issueFile(issue));
        }),
      );
    },
  };
}

/** The text of the cursor that a run saved; null where it saved none. */
export function cursorOf(stage: Pick<Stage, "repository">, { run }: Pick<StageRun, "run">): string | null {
  const saved = stage.repository.artifacts().findLast(({ artifact }) => artifact.run === run);
  const file = saved === undefined ? undefined : unzipSync(saved.bytes)["cursor.json"];
  return file === undefined ? null : strFromU8(file);
}

function issueFile(issue: IssueView): string {
  const { number, title, body, comments } = issue;
  const head = `# #${number} ${title}\n\n_${issue.isPullRequest ? `pull request of ${issue.author} · ${issue.state}` : issueState(issue)}_`;
  const said = comments.map((comment) => `---\n\n**${comment.author}** commented:\n\n${comment.body}`);
  return `${[head, ...(body === "" ? [] : [body]), ...said].join("\n\n")}\n`;
}

function issueState({ state, stateReason, labels }: IssueView): string {
  const how = stateReason === null || state === "open" ? state : `${state} as ${stateReason.replace("_", " ")}`;
  return `${how} · labels: ${labels.join(", ")}`;
}
