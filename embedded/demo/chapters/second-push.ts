/** Chapter: the author takes back what he did not mean, and the comment follows. */
import type { PullRequestEvent } from "../../runner/pull-request-event.ts";
import { agreedPolicy } from "../agreed-policy.ts";
import { plainText } from "../plain-text.ts";
import { push } from "../pull-request.ts";
import { review, type Story } from "../told-run.ts";
import { writesOf } from "../writes.ts";

const BEFORE = "permissions: [$write, $talk, MANAGE_MESSAGES]";
const MEANT = "permissions: [$write, $talk, MANAGE_MESSAGES, MODERATE_MEMBERS]";

/** Gives the pull request as it is after the push. */
export async function secondPush(story: Story, opened: PullRequestEvent): Promise<PullRequestEvent> {
  const { stage, clock, teller } = story;
  const { number } = opened;
  teller.chapter("Ben did not mean that, and pushes again");
  const [before] = stage.repository.issue(number).comments;
  stage.repository.as("ada-l").comment(number, "Timeouts, yes. Throwing members out stays with the moderators.");
  teller.event(clock.now(), "Ada reads the comment, and asks for timeouts only. Ben pushes this line instead:");
  teller.detail(`        + ${MEANT}`);
  const pull = push(stage, opened, { "permissions.yaml": agreedPolicy(stage).replace(BEFORE, MEANT) });
  const run = await review(story, 6, pull);
  const [after, ...others] = stage.repository.issue(number).comments;
  teller.verify(
    after !== undefined && after.id === before?.id && others.every(({ author }) => author === "ada-l"),
    "the same comment was edited, and there is no second one",
  );
  teller.verify(
    writesOf(run).join(", ") === `PATCH /repos/${stage.repository.fullName}/issues/comments/N`,
    "nothing else was written on GitHub",
  );
  teller.verify(after?.body.includes("Timeout Members") === true && !after.body.includes("Kick Members"), "it says now:");
  teller.detail(firstThing(plainText(after?.body ?? "")));
  return pull;
}

/** What stands under the heading that asks the reader to look twice; the verdict where there is no such heading. */
function firstThing(comment: string): string {
  const blocks = comment.split("\n\n");
  return blocks[blocks.indexOf("Look at this first") + 1] ?? "";
}
