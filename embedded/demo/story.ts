/** The story, chapter by chapter: drift is found and settled; then a change is proposed, agreed and carried out. */
import { asAgreed } from "./chapters/as-agreed.ts";
import { carriedOut } from "./chapters/carried-out.ts";
import { inAHurry } from "./chapters/in-a-hurry.ts";
import { issuesOpened } from "./chapters/issues-opened.ts";
import { merged } from "./chapters/merged.ts";
import { nothingNew } from "./chapters/nothing-new.ts";
import { proposal } from "./chapters/proposal.ts";
import { secondPush } from "./chapters/second-push.ts";
import { settled } from "./chapters/settled.ts";
import { settling } from "./chapters/settling.ts";
import type { Story } from "./told-run.ts";

export async function tellStory(story: Story): Promise<void> {
  await foundAndSettled(story);
  await agreedAndCarriedOut(story);
  await story.keeper.issues();
}

async function foundAndSettled(story: Story): Promise<void> {
  await asAgreed(story);
  const { guild, role } = story.stage.lighthouse;
  const agreed = guild.state.role(role("Helper")).permissions;
  inAHurry(story);
  await issuesOpened(story);
  await nothingNew(story);
  settling(story, agreed);
  await settled(story);
}

async function agreedAndCarriedOut(story: Story): Promise<void> {
  const opened = await proposal(story);
  const agreed = await secondPush(story, opened);
  await merged(story, agreed);
  await carriedOut(story);
}
