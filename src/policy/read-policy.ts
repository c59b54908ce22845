/** permissions.yaml from text to a checked policy, or to all of its problems at once. */
import { describeNode, isEmpty } from "./node.ts";
import { readFields, reportType } from "./fields.ts";
import { gatherMistakes } from "./mistakes.ts";
import { reportOwnBreaches } from "./own-breaches.ts";
import { readChannels } from "./read-channels.ts";
import { readExceptions } from "./read-exceptions.ts";
import { checkVersion, readGuild, readOwner, readTwoFactor } from "./read-guild.ts";
import { readHierarchy } from "./read-hierarchy.ts";
import { readIgnore } from "./read-ignore.ts";
import { readManage } from "./read-manage.ts";
import { readRoles } from "./read-roles.ts";
import { readRules } from "./read-rules.ts";
import { readSets } from "./read-sets.ts";
import { readYaml } from "./read-yaml.ts";
import { directoryOf } from "./targets.ts";
import type { Shape } from "./fields.ts";
import type { MapNode, PolicyNode } from "./node.ts";
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

/** Reads a policy. `file` is what messages call it; `text` is its content, decoded as UTF-8. Never throws for any text. */
export function readPolicy({ file, text }: { readonly file: string; readonly text: string }): Checked<Policy, PolicyProblem> {
  const mistakes = gatherMistakes();
  const root = readYaml(text.replace(/^\uFEFF/, ""), mistakes);
  const map = root === null ? null : rootMap(root, mistakes);
  const policy = map === null ? null : readRoot(map, file, mistakes);
  const [first, ...others] = mistakes.list();
  if (first !== undefined) return { ok: false, problems: [first, ...others] };
  if (policy === null) throw new TypeError("a policy that cannot be read has a problem");
  return { ok: true, value: policy };
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

function readRoot(root: MapNode, file: string, mistakes: Mistakes): Policy | null {
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
  if (readable) reportOwnBreaches(policy, rules, mistakes);
  return policy;
}
