/** Chapter: one person makes three changes in Discord that nobody agreed to. */
import { PEOPLE } from "../lighthouse.ts";
import type { Story } from "../told-run.ts";

/** Discord's documented bits. */
const ADMINISTRATOR = 1n << 3n;
const MENTION_EVERYONE = 1n << 17n;

const NOTES = "Staff/meeting-notes";

/** Mallory is an admin of the server, so Discord lets her do all of this. */
export function inAHurry({ stage, clock, teller }: Story): void {
  const { guild, role, channel } = stage.lighthouse;
  const everyone = guild.id;
  const mallory = PEOPLE.mallory.id;
  teller.chapter("Mallory moderates, and is in a hurry");
  clock.minutesAgo(38);
  guild
    .as(mallory, "so that they can help while I am away")
    .updateRole(role("Helper"), { permissions: BigInt(guild.state.role(role("Helper")).permissions) | ADMINISTRATOR });
  teller.event(clock.now(), "Mallory gives the role Helper the permission Administrator.");
  clock.minutesAgo(31);
  guild.as(mallory, "the notes can be public").setOverwrite(channel(NOTES), { id: everyone, type: "role", allow: ["VIEW_CHANNEL"] });
  teller.event(clock.now(), "Mallory opens the staff channel meeting-notes to everyone.");
  clock.minutesAgo(24);
  const agreed = guild.state.role(everyone).permissions;
  guild.as(mallory).updateRole(everyone, { permissions: BigInt(agreed) | MENTION_EVERYONE });
  teller.event(clock.now(), "Mallory lets everyone ping the whole server with @everyone ...");
  clock.minutesAgo(13);
  guild.as(mallory).updateRole(everyone, { permissions: agreed });
  teller.event(clock.now(), "... and takes it back eleven minutes later. Who looks now sees nothing of it.");
  clock.minutesAgo(0);
}
