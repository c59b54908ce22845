/** Chapter: somebody does what the list says, and the last check closes it. */
import { PEOPLE } from "../lighthouse.ts";
import { plainText } from "../plain-text.ts";
import { check, type Story } from "../told-run.ts";

/** Discord's documented bit; its settings call it Timeout Members. */
const MODERATE_MEMBERS = 1n << 40n;

export async function carriedOut(story: Story): Promise<void> {
  const { stage, clock, teller } = story;
  const { guild, role } = stage.lighthouse;
  teller.chapter("Ada carries it out, and the list closes");
  const held = BigInt(guild.state.role(role("Helper")).permissions);
  guild.as(PEOPLE.ada.id, "agreed in the policy").updateRole(role("Helper"), { permissions: held | MODERATE_MEMBERS });
  teller.event(clock.now(), "Ada does in Discord what the list says: she turns on Timeout Members for the role Helper.");
  const run = await check(story, 8);
  const issues = stage.repository.issues();
  teller.verify(run.outputs["result"] === "in-line", "Discord is in line with the policy, the new one");
  teller.verify(
    issues.every(({ state }) => state === "closed"),
    "nothing is open any more",
  );
  const last = issues.at(-1);
  const closing = last?.comments.at(-1);
  teller.verify(closing?.body.includes("ada") === true, "the list was closed with a comment that names Ada, who did it:");
  if (last === undefined || closing === undefined) return;
  const lines = `#${last.number}, ${closing.author}: ${plainText(closing.body)}`.split(/\n{2,}/);
  for (const line of lines) teller.detail(line);
}
