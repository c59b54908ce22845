/** Chapter: the check finds what was done, and opens an issue for each. */
import { plainText } from "../plain-text.ts";
import { check, type Story } from "../told-run.ts";

export async function issuesOpened(story: Story): Promise<void> {
  const { stage, teller } = story;
  teller.chapter("The next run opens issues");
  const run = await check(story, 2);
  const issues = stage.repository.issues();
  teller.verify(run.outputs["result"] === "drift" && run.outputs["drift-count"] === "3", "three things are found");
  teller.verify(run.outputs["highest-severity"] === "critical", "the worst of them is critical");
  teller.verify(issues.length === 3 && issues.every(({ state }) => state === "open"), "three issues were opened:");
  for (const { number, title } of issues) teller.detail(`#${number} ${title}`);
  teller.verify(
    issues.every(({ body }) => body.includes("mallory")),
    "each says that it was mallory",
  );
  const worst = issues.find(({ title }) => title.includes("Helper"));
  teller.verify(worst?.body.includes("so that they can help while I am away") === true, "and her reason, where she gave one");
  if (worst !== undefined) teller.show(`issue #${worst.number} as a person reads it: ${worst.title}`, plainText(worst.body));
}
