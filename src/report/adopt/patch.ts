/** The YAML that would accept a finding: an honest hint for a person to put in, not an edit of the file. */
import type { Finding, FindingKind, FindingValue, Target } from "../../drift/finding.ts";
import { namesOf } from "../../permissions/flags.ts";
import { code, fenced, yamlString } from "../words/neutralise.ts";
import { placeWords } from "../words/order.ts";
import { MARKDOWN } from "../words/voice.ts";

type Live<Kind extends FindingValue["kind"]> = Extract<FindingValue, { readonly kind: Kind }>;

/** What to do with the policy file. */
type Hint =
  /** The line that disagrees becomes these lines. */
  | { readonly kind: "replace"; readonly lines: readonly string[] }
  /** These lines are new, or stand after a key: `where` says it. */
  | { readonly kind: "write"; readonly where: string; readonly lines: readonly string[] }
  /** No line to write: `what` says what to do. */
  | { readonly kind: "do"; readonly what: string };

type Hinter = (finding: Finding, guild: string) => Hint | null;

const set = (bits: bigint): string => `[${namesOf(bits).join(", ")}]`;

/** The live value where it is of the kind that is looked for. */
function live<Kind extends FindingValue["kind"]>(finding: Finding, kind: Kind): Live<Kind> | null {
  return isOfKind(finding.live, kind) ? finding.live : null;
}

function isOfKind<Kind extends FindingValue["kind"]>(value: FindingValue | null, kind: Kind): value is Live<Kind> {
  return value?.kind === kind;
}

const inPlace = (...lines: readonly string[]): Hint => ({ kind: "replace", lines });
const removed: Hint = { kind: "do", what: "take out the entry that begins there" };

function rolePermissions(finding: Finding): Hint | null {
  const now = live(finding, "permissions");
  if (now === null) return null;
  if (finding.desired?.kind !== "bounds") return inPlace(`permissions: ${set(now.bits)}`);
  const { atLeast, atMost } = finding.desired;
  const lines = [];
  if (atLeast !== null) lines.push(`at-least: ${set(atLeast & now.bits)}`);
  if (atMost !== null) lines.push(`at-most: ${set(atMost | now.bits)}`);
  return inPlace(...lines);
}

/** An overwrite as the policy writes it; allow wins where Discord stores a bit on both sides. */
function overwriteText(value: Live<"overwrite">): string {
  const deny = value.deny & ~value.allow;
  const parts = [];
  if (value.allow !== 0n) parts.push(`allow: ${set(value.allow)}`);
  if (deny !== 0n) parts.push(`deny: ${set(deny)}`);
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}

function targetKey(target: Target, guild: string): string {
  return target.id === guild ? yamlString("@everyone") : yamlString(`${target.type}:${target.id}`);
}

function unexpectedOverwrite(finding: Finding, guild: string): Hint | null {
  const now = live(finding, "overwrite");
  if (now === null || finding.target === undefined) return null;
  const where = "under the `overwrites` of this channel, add (a role that the file lists goes by its name there)";
  return { kind: "write", where, lines: [`${targetKey(finding.target, guild)}: ${overwriteText(now)}`] };
}

function changedOverwrite(finding: Finding): Hint | null {
  const now = live(finding, "overwrite");
  return now === null ? null : { kind: "write", where: "after the name of the role or member there, write", lines: [overwriteText(now)] };
}

function unexpectedRole(finding: Finding): Hint | null {
  const now = live(finding, "role");
  if (now === null) return null;
  const lines = [`${yamlString(now.name)}:`, `  id: "${digits(finding.subject.id)}"`, `  permissions: ${set(now.permissions)}`];
  return { kind: "write", where: "under `roles`, add", lines };
}

function unexpectedChannel(finding: Finding): Hint | null {
  const now = live(finding, "channel");
  if (now === null) return null;
  const lines = [`${yamlString(now.name)}:`, `  id: "${digits(finding.subject.id)}"`, `  type: ${yamlWord(now.type)}`];
  return { kind: "write", where: now.parent === null ? "under `channels`, add" : "under the `channels` of its category, add", lines };
}

/** Ids are digits; whatever else stands there is not put into a file. */
const digits = (id: string): string => id.replaceAll(/\D/g, "");
const yamlWord = (text: string): string => (/^[a-z_\d]+$/.test(text) ? text : yamlString(text));

/** `key: "text"` with the live text in the place of the old line. */
const text =
  (key: string): Hinter =>
  (finding) => {
    const now = live(finding, "text");
    return now === null ? null : inPlace(`${key}: ${yamlString(now.text)}`);
  };

const moved: Hinter = () => ({ kind: "do", what: "move the entry that begins there under the category in which the channel is now" });
const mfa: Hinter = (finding) => inPlace(`require-2fa: ${finding.live?.kind === "number" && finding.live.number !== 0}`);
const owner: Hinter = (finding) => inPlace(`owner: "${ownerId(finding.live)}"`);
const placed: Hinter = (finding) => {
  const place = placeWords(finding, "live", MARKDOWN);
  return {
    kind: "do",
    what: `move the role ${code(finding.subject.name)} in the list${place === "" ? "" : ` so that it stands ${place}`}`,
  };
};
const members: Hinter = (finding) => {
  const now = live(finding, "members");
  return now === null ? null : inPlace(`members: [${now.people.map(({ id }) => `"${digits(id)}"`).join(", ")}]`);
};
const allowed: Hinter = () => ({
  kind: "do",
  what: "name them under `only` of this rule, or take them out of `never`, or choose other `channels`",
});
const none: Hinter = () => null;

function ownerId(value: FindingValue | null): string {
  if (value?.kind === "text") return digits(value.text);
  return value?.kind === "named" ? digits(value.id) : "";
}

const HINTS = {
  "role.permissions": rolePermissions,
  "role.unexpected": unexpectedRole,
  "role.missing": () => removed,
  "role.renamed": text("name"),
  "role.hierarchy": placed,
  "role.members": members,
  "overwrite.changed": changedOverwrite,
  "overwrite.unexpected": unexpectedOverwrite,
  "overwrite.missing": () => removed,
  "channel.unexpected": unexpectedChannel,
  "channel.missing": () => removed,
  "channel.hidden": none,
  "channel.renamed": text("name"),
  "channel.moved": moved,
  "channel.type": text("type"),
  "rule.broken": allowed,
  "guild.owner": owner,
  "guild.mfa": mfa,
  "member.granted": none,
  "bot.added": none,
  "guild.owner.changed": none,
  "guild.mfa.changed": none,
  "command.permissions": none,
  "change.reverted": none,
  "audit.gap": none,
} as const satisfies Record<FindingKind, Hinter>;

/** The hint as Markdown: where, then what. Null where no line of the policy could accept the finding. */
export function patchHint(finding: Finding, guild: string): string | null {
  const hinter: Hinter = HINTS[finding.kind];
  const hint = hinter(finding, guild);
  if (hint === null) return null;
  const file = finding.policy === null ? "the policy" : code(finding.policy.file);
  const line = finding.policy === null ? "" : `, line ${finding.policy.line}`;
  if (hint.kind === "do") return `In ${file}${line}: ${hint.what}.`;
  const place = hint.kind === "replace" ? `In ${file}${line}, write instead:` : `In ${file}${line}, ${hint.where}:`;
  return `${place}\n\n${fenced(hint.lines.join("\n"), "yaml")}`;
}
