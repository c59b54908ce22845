/** Chapter: as long as nothing changes, nothing is written. */
import { check, type Story } from "../told-run.ts";
import { issueWrites } from "../writes.ts";

export async function nothingNew(story: Story): Promise<void> {
  const { stage, teller } = story;
  teller.chapter("In the run after that nothing has changed");
  const before = JSON.stringify(stage.repository.issues());
  const run = await check(story, 3);
  teller.verify(run.outputs["result"] === "drift", "the differences still stand");
  teller.verify(issueWrites(run) === 0 && JSON.stringify(stage.repository.issues()) === before, "nothing was written to any issue");
  teller.verify(run.requests.discord.length === 4, "four requests were enough for Discord: server, channels, own roles, new log entries");
}
