/** The story: four checks of one server, what people did between them, and what must be true after each. */
import type { Keeper } from "./keep-files.ts";
import { PEOPLE } from "./lighthouse.ts";
import { plainText } from "./plain-text.ts";
import type { Stage, StageRun } from "./stage.ts";
import type { StoryClock } from "./story-clock.ts";
import type { Teller } from "./teller.ts";

export interface Story {
  readonly stage: Stage;
  readonly clock: StoryClock;
  readonly teller: Teller;
  readonly keeper: Keeper;
}

/** Discord's documented bits. */
const ADMINISTRATOR = 1n << 3n;
const MENTION_EVERYONE = 1n << 17n;

const NOTES = "Staff/meeting-notes";
const CLOSED_TO_EVERYONE = `"@everyone": { deny: [VIEW_CHANNEL] }`;
const OPEN_TO_EVERYONE = `"@everyone": { allow: [VIEW_CHANNEL] }`;

export async function tellStory(story: Story): Promise<void> {
  await firstRun(story);
  const { guild, role } = story.stage.lighthouse;
  const agreed = guild.state.role(role("Helper")).permissions;
  careless(story);
  await secondRun(story);
  await thirdRun(story);
  settle(story, agreed);
  await fourthRun(story);
  await story.keeper.issues();
}

async function firstRun(story: Story): Promise<void> {
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

/** Mallory is an admin of the server, so Discord lets her do all of this. */
function careless({ stage, clock, teller }: Story): void {
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

async function secondRun(story: Story): Promise<void> {
  const { stage, teller } = story;
  teller.chapter("The next run opens issues");
  const run = await check(story, 2);
  const issues = stage.repository.issues();
  teller.verify(run.outputs["result"] === "drift" && run.outputs["drift-count"] === "3", "three things are found");
  teller.verify(run.outputs["highest-severity"] === "critical", "the worst of them is critical");
  teller.verify(issues.length === 3 && issues.every(isOpen), "three issues were opened:");
  for (const { number, title } of issues) teller.detail(`#${number} ${title}`);
  teller.verify(
    issues.every(({ body }) => body.includes("mallory")),
    "each says that it was mallory",
  );
  const worst = issues.find(({ title }) => title.includes("Helper"));
  teller.verify(worst?.body.includes("so that they can help while I am away") === true, "and her reason, where she gave one");
  if (worst !== undefined) teller.show(`issue #${worst.number} as a person reads it: ${worst.title}`, plainText(worst.body));
}

async function thirdRun(story: Story): Promise<void> {
  const { stage, teller } = story;
  teller.chapter("In the run after that nothing has changed");
  const before = JSON.stringify(stage.repository.issues());
  const run = await check(story, 3);
  teller.verify(run.outputs["result"] === "drift", "the differences still stand");
  teller.verify(issueWrites(run) === 0 && JSON.stringify(stage.repository.issues()) === before, "nothing was written to any issue");
  teller.verify(run.requests.discord.length === 4, "four requests were enough for Discord: server, channels, own roles, new log entries");
}

function settle({ stage, clock, teller }: Story, agreed: string): void {
  const { guild, role } = stage.lighthouse;
  teller.chapter("The team settles it");
  guild.as(PEOPLE.ada.id, "helpers keep what we agreed on").updateRole(role("Helper"), { permissions: agreed });
  teller.event(clock.now(), "Ada gives the role Helper back what the policy says, in Discord.");
  const policy = stage.repository.state.commits.get(stage.repository.tip())?.files.get("permissions.yaml") ?? "";
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

async function fourthRun(story: Story): Promise<void> {
  const { stage, teller } = story;
  teller.chapter("The last run closes what is settled");
  const run = await check(story, 4);
  const issues = stage.repository.issues();
  teller.verify(run.outputs["result"] === "in-line", "Discord is in line with the policy again");
  teller.verify(issues.length === 3 && !issues.some(isOpen), "all issues are closed");
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

/** Runs the Action, says what it took, and makes sure of what must hold in every run. */
async function check({ stage, teller, keeper }: Story, number: number): Promise<StageRun> {
  teller.detail(`Run ${number} ...`);
  const run = await stage.run();
  const { discord, github } = run.requests;
  const seconds = (run.tookMs / 1000).toFixed(1);
  teller.detail(
    `... took ${seconds} s: ${discord.length} requests to Discord and ${github.length} to GitHub, ${issueWrites(run)} of them to write issues`,
  );
  if (run.exitCode !== 0) teller.show(`the log of run ${number}`, run.log.join("\n"));
  teller.verify(run.exitCode === 0, "the run itself succeeded");
  teller.verify(
    discord.every(({ method }) => method === "GET"),
    "Discord was only read",
  );
  await keeper.run(number, run);
  await run.cleanUp();
  return run;
}

/** Requests that change an issue, a comment or a label. */
function issueWrites({ requests }: Pick<StageRun, "requests">): number {
  return requests.github.filter(({ method, path }) => method !== "GET" && path.includes("/issues")).length;
}

function isOpen({ state }: { readonly state: string }): boolean {
  return state === "open";
}
