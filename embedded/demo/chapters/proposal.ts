/** Chapter: somebody proposes another policy, and the review says what it would mean. */
import type { PullRequestEvent } from "../../runner/pull-request-event.ts";
import { agreedPolicy } from "../agreed-policy.ts";
import { cursorOf } from "../keep-files.ts";
import { plainText } from "../plain-text.ts";
import { propose } from "../pull-request.ts";
import { review, type Story } from "../told-run.ts";
import { writesOf } from "../writes.ts";

const BEFORE = "permissions: [$write, $talk, MANAGE_MESSAGES]";
const PROPOSED = "permissions: [$write, $talk, $moderate]";

export async function proposal(story: Story): Promise<PullRequestEvent> {
  const { stage, clock, teller } = story;
  teller.chapter("Ben proposes that helpers can do more");
  teller.say("Helpers shall be able to put people into timeout. This time it is agreed first, by pull request.");
  const policy = agreedPolicy(stage).replace(BEFORE, PROPOSED);
  teller.verify(policy !== agreedPolicy(stage), "the policy has the line of the role Helper");
  const pull = propose(stage, { title: "Helpers may put people into timeout", branch: "helpers", files: { "permissions.yaml": policy } });
  teller.event(clock.now(), `Ben opens pull request #${pull.number}. He changes one line, and uses a set that is there already:`);
  teller.detail(`        - ${BEFORE}`);
  teller.detail(`        + ${PROPOSED}`);
  teller.say("On a pull request the same Action reviews, instead of checking.");
  const run = await review(story, 5, pull);
  const { comments } = stage.repository.issue(pull.number);
  const body = comments[0]?.body ?? "";
  teller.verify(run.outputs["result"] === "escalation", "the review says: look twice");
  const written = `POST /repos/${stage.repository.fullName}/issues/${pull.number}/comments`;
  teller.verify(comments.length === 1 && writesOf(run).join(", ") === written, "it wrote one comment, and nothing else on GitHub");
  teller.verify(cursorOf(stage, run) === null, "what the checks remember was left alone");
  teller.verify(body.includes("Kick Members"), "the comment names what the line does not: helpers could throw members out, too");
  teller.show(`the comment on pull request #${pull.number} as a person reads it`, plainText(body));
  return pull;
}
