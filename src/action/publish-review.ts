/** What a review leaves behind: annotations, the one comment, summary, report file and outputs. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { annotate, progress, setOutputs, writeSummary } from "../github/actions-console.ts";
import type { GitHubClient } from "../github/client.ts";
import { keepPullComment } from "../github/pull-comment.ts";
import type { PullRequest } from "../github/pull-request.ts";
import { worstSeverity } from "../report/exit-code.ts";
import { printJson } from "../report/json/value.ts";
import { reviewAnnotations } from "../report/review/annotations.ts";
import { reviewJson } from "../report/review/json.ts";
import { reviewMark } from "../report/review/mark.ts";
import { reviewComment, reviewSummary } from "../report/review/markdown.ts";
import type { ReviewContext } from "../report/review/page.ts";
import { redactReview } from "../report/review/redact.ts";
import type { Review } from "../review/review.ts";

export interface Publication {
  readonly github: GitHubClient;
  readonly pull: PullRequest;
  /** What the words need. */
  readonly context: ReviewContext;
  /** The pull request leaves the policy alone: it gets no comment, but one that stands there is brought up to date. */
  readonly untouched: boolean;
  /** What a person should know of this run, one sentence each. */
  readonly remarks: readonly string[];
  /** Where the report file goes. */
  readonly folder: string;
}

/** The comment before the summary, which says so where there could be none, and is written also where GitHub fails. Throws CannotCheck there. */
export async function publishReview(whole: Review, publication: Publication): Promise<void> {
  const { github, pull, context, untouched, folder } = publication;
  const review = context.minimal ? redactReview(whole) : whole;
  annotate(reviewAnnotations(review, context.file));
  const file = join(folder, "permission-drift-review.json");
  await writeFile(file, `${printJson(reviewJson(review), 2)}\n`);
  const drift = review.live?.drift ?? [];
  setOutputs({
    result: review.result,
    "drift-count": drift.length,
    "highest-severity": worstSeverity(drift) ?? "none",
    issues: JSON.stringify(review.live?.settles ?? []),
    report: file,
  });
  progress(`The review of ${context.file}: ${review.result}`);
  const remarks = [...publication.remarks];
  const words = { mark: reviewMark(context.file), body: reviewComment(review, context) };
  try {
    const refused = await keepPullComment(github, pull, { ...words, whenMissing: untouched ? "leave" : "post" });
    if (refused !== null) remarks.push(refused);
  } finally {
    await writeSummary(reviewSummary(review, context, remarks));
  }
}
