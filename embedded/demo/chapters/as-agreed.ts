/** Chapter: a first run, and nothing to tell. */
import { check, type Story } from "../told-run.ts";

export async function asAgreed(story: Story): Promise<void> {
  const { stage, teller } = story;
  teller.chapter("Everything is as agreed");
  teller.say(
    "The Lighthouse community keeps what everybody may do on its Discord server in the file permissions.yaml, in a repository on GitHub. " +
      "The Action compares the two every hour. This is its first run.",
  );
  const run = await check(story, 1);
  teller.verify(run.outputs["result"] === "in-line", "Discord is in line with the policy");
  teller.verify(stage.repository.issues().length === 0, "no issue was opened");
}
