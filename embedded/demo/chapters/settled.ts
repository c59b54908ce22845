/** Chapter: the check closes what was settled, and says how. */
import { plainText } from "../plain-text.ts";
import { check, type Story } from "../told-run.ts";

export async function settled(story: Story): Promise<void> {
  const { stage, teller } = story;
  teller.chapter("The next run closes what is settled");
  const run = await check(story, 4);
  const issues = stage.repository.issues();
  teller.verify(run.outputs["result"] === "in-line", "Discord is in line with the policy again");
  teller.verify(issues.length === 3 && issues.every(({ state }) => state === "closed"), "all issues are closed");
  const words = issues.flatMap(({ number, comments }) => comments.map(({ author, body }) => ({ number, author, body })));
  for (const { number, author, body } of words.filter((one) => one.author.endsWith("[bot]"))) {
    teller.detail(`#${number}, ${author}: ${plainText(body)}`);
  }
  teller.verify(
    words.some(({ body }) => body.includes("ada")),
    "one was closed with a comment that names Ada, who put it right",
  );
  teller.verify(
    words.some(({ body }) => body.includes("policy")),
    "the other one with a comment that names the new policy",
  );
}
