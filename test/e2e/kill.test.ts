import { describe, expect, test } from "vitest";
import { cursorOf } from "../../embedded/demo/keep-files.ts";
import { PEOPLE } from "../../embedded/demo/lighthouse.ts";
import type { RunOptions, Stage } from "../../embedded/demo/stage.ts";
import type { LoggedRequest } from "../../embedded/http/loopback.ts";
import { onEveryRequest } from "../../embedded/http/on-every-request.ts";
import { inParallel } from "./in-parallel.ts";
import { BIT, grant, issuesOf, openToEveryone, openWorld, succeeded, takeBack } from "./world.ts";

const INPUTS: RunOptions = { inputs: { labels: "security", assignees: "ada-l" } };
/** Runs at once: each is a process of its own. */
const AT_ONCE = 4;

interface Scenario {
  readonly name: string;
  /** Brings a new world to the point where the run begins. */
  readonly prepare: (stage: Stage) => Promise<void>;
}

/** Three subjects and an event: everything is to be opened. */
async function prepareOpening(stage: Stage): Promise<void> {
  grant(stage, "Helper", { bit: BIT.ADMINISTRATOR, reason: "while I am away" });
  openToEveryone(stage, "Staff/meeting-notes");
  grant(stage, "Moderator", { bit: BIT.MENTION_EVERYONE });
  const { guild, role } = stage.lighthouse;
  const id = role("Release Bot");
  const agreed = guild.state.role(id).permissions;
  guild.as(PEOPLE.mallory.id).updateRole(id, { permissions: BigInt(agreed) | BIT.KICK_MEMBERS });
  guild.as(PEOPLE.mallory.id).updateRole(id, { permissions: agreed });
  await Promise.resolve();
}

/** What the first run left is copied; then one thing is put right, one is different, one came back, one was closed by mistake, and one is new. */
async function prepareSettling(stage: Stage): Promise<void> {
  await prepareOpening(stage);
  copyGitHub(await openedOnce(), stage);
  const numbers = new Map(stage.repository.issues().map(({ number, title }) => [title, number]));
  const numberOf = (word: string): number => [...numbers].find(([title]) => title.includes(word))?.[1] ?? 0;
  takeBack(stage, "Helper", BIT.ADMINISTRATOR);
  grant(stage, "Moderator", { bit: BIT.ADMINISTRATOR });
  grant(stage, "Release Bot", { bit: BIT.MENTION_EVERYONE });
  stage.repository.as("ben-k").close(numberOf("meeting-notes"));
  stage.repository.as("ben-k").removeLabel(numberOf("Moderator"), "permission-drift");
}

let opened: Promise<Stage> | null = null;

/** A world after its first run, made once. */
async function openedOnce(): Promise<Stage> {
  opened ??= (async (): Promise<Stage> => {
    const stage = await openWorld();
    await prepareOpening(stage);
    await stage.run(INPUTS);
    await stage.close();
    return stage;
  })();
  return await opened;
}

function copyGitHub(from: Stage, to: Stage): void {
  const { issues, labels } = structuredClone({ issues: from.repository.state.issues, labels: from.repository.state.labels });
  to.repository.state.issues.push(...issues);
  to.repository.state.labels.push(...labels);
  for (const { artifact, bytes } of from.repository.artifacts()) {
    to.repository.plantArtifact(to.repository.addRun(), { name: artifact.name, bytes });
  }
}

const SCENARIOS: readonly Scenario[] = [
  { name: "a run that opens issues", prepare: prepareOpening },
  { name: "a run that closes, edits, reopens and opens issues", prepare: prepareSettling },
];

const servers = ({ discord, github }: Stage): Parameters<typeof onEveryRequest>[0] => [discord, github.api, github.results];

interface Undisturbed {
  readonly issues: readonly object[];
  readonly requests: readonly LoggedRequest[];
}

async function undisturbed({ prepare }: Scenario): Promise<Undisturbed> {
  await using stage = await openWorld();
  await prepare(stage);
  const requests: LoggedRequest[] = [];
  onEveryRequest(servers(stage), (_n, request) => {
    requests.push(request);
  });
  succeeded(await stage.run(INPUTS));
  return { issues: issuesOf(stage), requests };
}

type Moment = "before" | "handled";

/** Kills the process at its n-th request, then runs again. */
async function killedAt(n: number, moment: Moment, { prepare }: Scenario): Promise<readonly object[]> {
  await using stage = await openWorld();
  await prepare(stage);
  const running = await stage.start(INPUTS);
  const stop = onEveryRequest(
    servers(stage),
    (count) => {
      if (count !== n) return undefined;
      running.kill();
      return "drop";
    },
    moment,
  );
  const killed = await running.finished;
  stop();
  if (!killed.killed) throw new Error(`Request ${n} was never made.`);
  const again = succeeded(await stage.run(INPUTS));
  expect(cursorOf(stage, again)).not.toBeNull();
  await Promise.all([killed.cleanUp(), again.cleanUp()]);
  return issuesOf(stage);
}

/** After its effect and before its answer, a request that only reads leaves what it leaves before: those are killed once. */
function worthKilling(moment: Moment, { method, path }: LoggedRequest): boolean {
  return moment === "before" || !(method === "GET" || path === "/graphql");
}

describe("a process that is killed", () => {
  for (const scenario of SCENARIOS) {
    for (const moment of ["before", "handled"] as const) {
      const when = moment === "before" ? "before it takes effect" : "after it took effect and before its answer";
      test(`${scenario.name}, killed at any request ${when}: the next run ends in the issues of an undisturbed run`, async () => {
        const { issues, requests } = await undisturbed(scenario);
        const points = requests.map((request, index) => ({ request, n: index + 1 })).filter(({ request }) => worthKilling(moment, request));
        expect(points.length).toBeGreaterThan(moment === "before" ? 20 : 8);
        const ends = await inParallel(points, AT_ONCE, async ({ n, request }) => ({
          at: `request ${n}, ${request.method} ${request.path}`,
          issues: await killedAt(n, moment, scenario),
        }));
        for (const end of ends) expect(end).toEqual({ at: end.at, issues });
      });
    }
  }
});
