/** What the policy says of the server as a whole: which one it is, who owns it, two-factor login, and how far the policy reaches. */
import type { Severity } from "../drift/finding.ts";
import type { Policy } from "../policy/policy.ts";
import { changing, type Found } from "./change.ts";
import type { ChangeSubject, ChangeValue, PolicyChange } from "./review.ts";
import { placeOf, type Scene } from "./scene.ts";
import { WEAKER } from "./weaker.ts";

/** All changes of settings, in the order of the language. */
export function settingChanges(scene: Scene): Found {
  const changes = [...guildChange(scene), ...ownerChange(scene), ...twoFactorChange(scene), ...manageChanges(scene)];
  return { changes, notes: [] };
}

function guildSubject({ written }: Scene): ChangeSubject {
  const { id } = written.head.guild;
  return { type: "guild", id, name: id };
}

function text(value: string | undefined): ChangeValue | null {
  return value === undefined ? null : { kind: "text", text: value };
}

function guildChange(scene: Scene): PolicyChange[] {
  const [before, after] = [scene.written.base.guild, scene.written.head.guild];
  if (before.id === after.id) return [];
  return [
    changing("guild.changed", guildSubject(scene), {
      before: text(before.id),
      after: text(after.id),
      severity: WEAKER.guildChanged,
      escalation: "the policy is for another server, and the one before is no longer checked",
      policy: placeOf(after.at, before.at, scene),
    }),
  ];
}

function ownerChange(scene: Scene): PolicyChange[] {
  const [before, after] = [scene.written.base.owner, scene.written.head.owner];
  if (before?.id === after?.id) return [];
  return [
    changing("guild.owner", guildSubject(scene), {
      before: text(before?.id),
      after: text(after?.id),
      ...ownerDanger(before, after),
      policy: placeOf(after?.at, before?.at, scene),
    }),
  ];
}

function ownerDanger(before: Policy["owner"], after: Policy["owner"]): Partial<PolicyChange> {
  if (before === null) return {};
  return after === null
    ? { severity: WEAKER.guildOwnerUnchecked, escalation: "who owns the server is no longer checked" }
    : { severity: WEAKER.guildOwnerChanged, escalation: "somebody else is to own the server" };
}

function twoFactorChange(scene: Scene): PolicyChange[] {
  const [before, after] = [scene.written.base.requireTwoFactor, scene.written.head.requireTwoFactor];
  if (before?.value === after?.value) return [];
  const weaker = after?.value !== true && before?.value !== false;
  return [
    changing("guild.mfa", guildSubject(scene), {
      before: twoFactorValue(before),
      after: twoFactorValue(after),
      ...(weaker ? { severity: WEAKER.twoFactorOff, escalation: "moderation no longer needs two-factor login" } : {}),
      policy: placeOf(after?.at, before?.at, scene),
    }),
  ];
}

/** As Discord says it: 0 or 1. */
function twoFactorValue(required: Policy["requireTwoFactor"]): ChangeValue | null {
  return required === null ? null : { kind: "number", number: required.value ? 1 : 0 };
}

interface Setting {
  /** As the file calls it. */
  readonly key: string;
  readonly of: (manage: Policy["manage"]) => string;
  /** The value by which less is checked. */
  readonly narrow: string;
  readonly severity: Severity;
  readonly escalation: string;
}

const SETTINGS: readonly Setting[] = [
  {
    key: "roles",
    of: ({ roles }) => roles,
    narrow: "listed",
    severity: WEAKER.manageListed,
    escalation: "roles that are not listed are no longer checked",
  },
  {
    key: "channels",
    of: ({ channels }) => channels,
    narrow: "listed",
    severity: WEAKER.manageListed,
    escalation: "channels that are not listed are no longer checked",
  },
  {
    key: "managed-roles",
    of: ({ managedRoles }) => managedRoles,
    narrow: "rules",
    severity: WEAKER.manageManagedRoles,
    escalation: "roles of bots and integrations are no longer compared",
  },
];

function manageChanges(scene: Scene): PolicyChange[] {
  const [before, after] = [scene.written.base.manage, scene.written.head.manage];
  return SETTINGS.flatMap(({ key, of, narrow, severity, escalation }) => {
    if (of(before) === of(after)) return [];
    return [
      changing(
        "manage.changed",
        { type: "manage", id: key, name: key },
        {
          before: text(of(before)),
          after: text(of(after)),
          ...(of(after) === narrow ? { severity, escalation } : {}),
          policy: placeOf(after.at, before.at, scene),
        },
      ),
    ];
  });
}
