/** Chapter: the policy is another one, Discord not yet, and one issue lists what is to be done. */
import type { PullRequestEvent } from "../../runner/pull-request-event.ts";
import { plainText } from "../plain-text.ts";
import { merge } from "../pull-request.ts";
import { check, type Story } from "../told-run.ts";

export async function merged(story: Story, pull: PullRequestEvent): Promise<void> {
  const { stage, clock, teller } = story;
  teller.chapter("It is agreed, and Discord has to follow");
  const known = stage.repository.issues().length;
  merge(stage, pull, "ada-l");
  teller.event(clock.now(), `Ada agrees, and merges pull request #${pull.number}. In Discord nothing has changed yet.`);
  const run = await check(story, 7);
  const [issue, ...others] = stage.repository.issues().slice(known);
  const open = stage.repository.issues().filter(({ state }) => state === "open");
  teller.verify(run.outputs["drift-count"] === "1" && run.outputs["highest-severity"] === "low", "one thing differs, and it is no alarm");
  teller.verify(issue !== undefined && others.length === 0 && open.length === 1, "one issue tells of it, and no other was opened:");
  if (issue === undefined) return;
  teller.detail(`#${issue.number} ${issue.title}`);
  teller.verify(!/\b(?:ada|ben|mallory)\b/.test(issue.body), "it names nobody: nobody did anything wrong");
  teller.show(`issue #${issue.number} as a person reads it: ${issue.title}`, plainText(issue.body));
}
