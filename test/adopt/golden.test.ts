import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { adoptFindings } from "../../src/adopt/adopt.ts";
import { unifiedDiff } from "../../src/adopt/unified-diff.ts";
import type { Finding } from "../../src/drift/finding.ts";
import { policyOf } from "../policy/policies.ts";
import { liveGuild } from "./live-guild.ts";
import { FILE, findingsOf, requestFor } from "./request.ts";

const golden = join(import.meta.dirname, "../golden/adopt");

/** `# adopt: key key` in the first line of live.yaml; without it everything is accepted. */
function chooser(live: string): (findings: readonly Finding[]) => readonly Finding[] {
  const keys = /^# adopt: (?<keys>.*)$/m.exec(live)?.groups?.["keys"]?.split(" ");
  return (findings) => (keys === undefined ? findings : findings.filter(({ key }) => keys.includes(key)));
}

describe("the edit that accepts what differs", () => {
  test.each(readdirSync(golden))("%s", async (name) => {
    const [text, live] = [FILE, "live.yaml"].map((file) => readFileSync(join(golden, name, file), "utf8"));
    const snapshot = liveGuild(policyOf(live ?? ""));
    const request = requestFor(text ?? "", snapshot, chooser(live ?? ""));
    const { text: next, accepted, refused } = adoptFindings(request);
    const told = [...accepted.map(({ key }) => `accepts ${key}`), ...[...refused].map(([key, why]) => `refuses ${key}: ${why}`)];
    await expect(`${told.map((line) => `# ${line}\n`).join("")}${unifiedDiff(FILE, text ?? "", next)}`).toMatchFileSnapshot(
      join(golden, name, "patch.diff"),
    );
    const left = request.findings.filter((finding) => !accepted.includes(finding)).map(({ key }) => key);
    expect(findingsOf(policyOf(next), snapshot).map(({ key }) => key)).toEqual(left);
  });
});
