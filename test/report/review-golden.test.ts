import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readPolicyForReview, type ReviewablePolicy } from "../../src/policy/read-policy.ts";
import { reviewComment } from "../../src/report/review-markdown.ts";
import type { ReviewContext } from "../../src/report/review-page.ts";
import { reviewText } from "../../src/report/review-text.ts";
import { reviewPolicies } from "../../src/review/review-policies.ts";
import type { Review } from "../../src/review/review.ts";
import { checkReview } from "./check-review.ts";
import { reviewContext } from "./reviews.ts";

const root = join(import.meta.dirname, "../golden/review");

/** Beside base.yaml and head.yaml: what a case says of its pull request; nothing where it is as in `reviewContext`. */
function contextOf(folder: string): ReviewContext {
  const file = join(folder, "context.json");
  return reviewContext(existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Partial<ReviewContext>) : {});
}

function policyIn(folder: string, side: "base" | "head"): ReviewablePolicy {
  const read = readPolicyForReview({ file: "permissions.yaml", text: readFileSync(join(folder, `${side}.yaml`), "utf8") });
  if (!read.ok) throw new Error(`${folder}, ${side}: ${read.problems.map(({ message }) => message).join("; ")}`);
  return read.value;
}

function reviewIn(folder: string): Review {
  const policies = { base: policyIn(folder, "base").policy, head: policyIn(folder, "head"), textChanged: true };
  return { ...reviewPolicies(policies), live: null };
}

describe("the comment on a policy change", () => {
  const cases = readdirSync(root);

  test("has at least twenty cases", () => {
    expect(cases.length).toBeGreaterThanOrEqual(20);
  });

  test.each(cases)("%s", async (name) => {
    const folder = join(root, name);
    const review = reviewIn(folder);
    const comment = reviewComment(review, contextOf(folder));
    checkReview(comment);
    await expect(comment).toMatchFileSnapshot(join(folder, "comment.md"));
    if (!existsSync(join(folder, "terminal.txt"))) return;
    const { headSha: _, ...context } = contextOf(folder);
    await expect(reviewText(review, { ...context, headSha: null, baseWords: "base.yaml" }, 80)).toMatchFileSnapshot(
      join(folder, "terminal.txt"),
    );
  });
});
