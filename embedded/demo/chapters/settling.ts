/** Chapter: one thing is taken back in Discord, one accepted in the policy, one talked over. */
import { agreedPolicy } from "../agreed-policy.ts";
import { PEOPLE } from "../lighthouse.ts";
import type { Story } from "../told-run.ts";

const CLOSED_TO_EVERYONE = `"@everyone": { deny: [VIEW_CHANNEL] }`;
const OPEN_TO_EVERYONE = `"@everyone": { allow: [VIEW_CHANNEL] }`;

/** `agreed`: the permissions of the role Helper before, as Discord writes them. */
export function settling({ stage, clock, teller }: Story, agreed: string): void {
  const { guild, role } = stage.lighthouse;
  teller.chapter("The team settles it");
  guild.as(PEOPLE.ada.id, "helpers keep what we agreed on").updateRole(role("Helper"), { permissions: agreed });
  teller.event(clock.now(), "Ada gives the role Helper back what the policy says, in Discord.");
  const policy = agreedPolicy(stage);
  const accepted = openNotes(policy);
  teller.verify(accepted !== policy, "the policy has the line that the issue names");
  stage.repository.commit({ author: "ben-k", message: "Open the meeting notes to everyone", files: { "permissions.yaml": accepted } });
  teller.event(clock.now(), "The notes shall stay public. Ben changes that line of permissions.yaml, as the issue suggests:");
  teller.detail(`        - ${CLOSED_TO_EVERYONE}`);
  teller.detail(`        + ${OPEN_TO_EVERYONE}`);
  const event = stage.repository.issues().find(({ title }) => title.includes("everyone") && !title.includes("meeting-notes"));
  if (event === undefined) return;
  stage.repository.as("ada-l").comment(event.number, "I talked to Mallory. Nobody used it.");
  stage.repository.as("ada-l").close(event.number);
  teller.event(clock.now(), `Ada talks to Mallory about the eleven minutes, and closes issue #${event.number}.`);
}

/** The line of the channel meeting-notes, not the same line of another channel. */
function openNotes(policy: string): string {
  const start = policy.indexOf("meeting-notes:");
  return policy.slice(0, start) + policy.slice(start).replace(CLOSED_TO_EVERYONE, OPEN_TO_EVERYONE);
}
