/** permissions.yaml from text to a checked policy, or to all of its problems at once. */
import { describeNode, isEmpty } from "./node.ts";
import { readFields, reportType } from "./fields.ts";
import { gatherMistakes } from "./mistakes.ts";
import { judgeOwnRules, reportOwnBreaches } from "./report-own-breaches.ts";
import { readChannels } from "./read-channels.ts";
import { readExceptions } from "./read-exceptions.ts";
import { checkVersion, readGuild, readOwner, readTwoFactor } from "./read-guild.ts";
import { readHierarchy } from "./read-hierarchy.ts";
import { readIgnore } from "./read-ignore.ts";
import { readManage } from "./read-manage.ts";
import { readRoles } from "./read-roles.ts";
import { readRules, type ListedRule } from "./read-rules.ts";
import { readSets } from "./read-sets.ts";
import { readYaml } from "./read-yaml.ts";
import { directoryOf } from "./targets.ts";
import type { Shape } from "./fields.ts";
import type { MapNode, PolicyNode } from "./node.ts";
import type { BrokenOwnRule } from "./own-breaches.ts";
import type { Mistakes } from "./mistakes.ts";
import type { Policy } from "./policy.ts";
import type { Checked, PolicyProblem } from "./problem.ts";

/** The keys of the language for it; the schema is made from them too. */
export const POLICY_SHAPE = {
  what: "a policy",
  keys: ["version", "guild", "owner", "require-2fa", "manage", "sets", "roles", "hierarchy", "channels", "rules", "exceptions", "ignore"],
  required: ["version", "guild"],
  extensible: true,
} as const satisfies Shape;

/** A policy as a review wants it: one that breaks its own rules is read too, and the review says so. */
export interface ReviewablePolicy {
  readonly policy: Policy;
  readonly brokenRules: readonly BrokenOwnRule[];
}

interface Source {
  /** What messages call it. */
  readonly file: string;
  /** Its content, decoded as UTF-8. */
  readonly text: string;
}

/** Reads a policy. Never throws for any text. */
export function readPolicy(source: Source): Checked<Policy, PolicyProblem> {
  const mistakes = gatherMistakes();
  const read = readText(source, mistakes);
  if (read !== null) reportOwnBreaches(read.brokenRules, read, mistakes);
  return checked(read?.policy ?? null, mistakes);
}

/** Reads a policy, with the rules of its own that it breaks as values and not as problems. Never throws for any text. */
export function readPolicyForReview(source: Source): Checked<ReviewablePolicy, PolicyProblem> {
  const mistakes = gatherMistakes();
  const read = readText(source, mistakes);
  return checked(read === null ? null : { policy: read.policy, brokenRules: read.brokenRules }, mistakes);
}

interface ReadPolicy extends ReviewablePolicy {
  readonly rules: readonly ListedRule[];
}

function readText({ file, text }: Source, mistakes: Mistakes): ReadPolicy | null {
  const root = readYaml(text.replace(/^\uFEFF/, ""), mistakes);
  const map = root === null ? null : rootMap(root, mistakes);
  return map === null ? null : readRoot(map, file, mistakes);
}

function checked<Value>(value: Value | null, mistakes: Mistakes): Checked<Value, PolicyProblem> {
  const [first, ...others] = mistakes.list();
  if (first !== undefined) return { ok: false, problems: [first, ...others] };
  if (value === null) throw new TypeError("a policy that cannot be read has a problem");
  return { ok: true, value };
}

function rootMap(root: PolicyNode, mistakes: Mistakes): MapNode | null {
  if (root.kind === "map") return root;
  if (isEmpty(root)) {
    const message = 'the file has no content; a policy begins with `version: 1` and `guild: "<server id>"`';
    mistakes.add({ code: "empty-policy", span: root.span, message });
  } else {
    reportType(root.span, `a policy is a map that begins with \`version: 1\`, and this is ${describeNode(root)}`, mistakes);
  }
  return null;
}

function readRoot(root: MapNode, file: string, mistakes: Mistakes): ReadPolicy | null {
  const fields = readFields(root, POLICY_SHAPE, mistakes);
  const start = root.entries[0]?.key.span ?? root.span;
  checkVersion(fields, start, mistakes);
  const guild = readGuild(fields, start, mistakes);
  const sets = readSets(fields.get("sets"), mistakes);
  const listed = readRoles(fields.get("roles"), guild?.id ?? null, { sets, mistakes });
  const roles = directoryOf(listed, guild?.id ?? null);
  const context = { roles, sets, mistakes };
  const channels = readChannels(fields.get("channels"), context);
  const state = {
    owner: readOwner(fields, mistakes),
    roles: listed.map(({ role }) => role),
    channels: channels.map(({ channel }) => channel),
  };
  // Judged on half of what was meant, rules would be broken that are not.
  const readable = mistakes.isEmpty();
  const rules = readRules(fields.get("rules"), { ...context, channels: state.channels });
  const rest = {
    requireTwoFactor: readTwoFactor(fields, mistakes),
    manage: readManage(fields.get("manage"), mistakes),
    ignore: readIgnore(fields.get("ignore"), { roles: listed, channels }, mistakes),
    hierarchy: readHierarchy(fields.get("hierarchy"), roles, mistakes),
    rules: rules.map(({ rule }) => rule),
    exceptions: readExceptions(fields.get("exceptions"), { ...context, channels }),
  };
  if (guild === null) return null;
  const policy = { file, guild, ...state, ...rest };
  return { policy, brokenRules: readable ? judgeOwnRules(policy, rules, mistakes) : [], rules };
}
