/** The JSON Schema of permissions.yaml, for editors: made of the reader's own definitions, so that the two cannot part. */
import { MANAGED, MANAGE_SHAPE, REACH } from "../read-manage.ts";
import { POLICY_SHAPE } from "../read-policy.ts";
import { VERSION } from "../read-guild.ts";
import { CHANNEL_DEFINITIONS } from "./channels.ts";
import { described, mapOf, namedMap, ref, type JsonSchema } from "./json-schema.ts";
import { NAME_DEFINITIONS } from "./names.ts";
import { PERMISSION_DEFINITIONS } from "./permissions.ts";
import { ROLE_DEFINITIONS } from "./roles.ts";
import { EXCEPTIONS, IGNORE, RULES, RULE_DEFINITIONS } from "./rules.ts";

const MANAGE: JsonSchema = {
  description: "How far this file reaches.",
  ...mapOf(MANAGE_SHAPE, {
    roles: { description: "all: a role that is not listed is drift. listed: only listed roles are compared.", enum: REACH, default: "all" },
    channels: {
      description: "all: a channel that is not listed is drift. listed: only listed channels are compared.",
      enum: REACH,
      default: "all",
    },
    "managed-roles": {
      description:
        "Roles that belong to bots, integrations, boosts and subscriptions. rules: only rules apply to those that are not listed. all: they are roles like others.",
      enum: MANAGED,
      default: "rules",
    },
  }),
};

const PROPERTIES = {
  version: { description: "The version of this language.", const: Number(VERSION) },
  guild: described("The id of the server, in quotes.", ref("id")),
  owner: described("The id of the person who owns the server. Left out, another owner is no drift.", ref("id")),
  "require-2fa": { description: "Whether moderators have to log in with two factors. Left out, it is not compared.", type: "boolean" },
  manage: MANAGE,
  sets: {
    description: "Lists of permissions by name, used as $name; they may hold one another.",
    ...namedMap({ pattern: String.raw`^(?!\$)` }, ref("permissions")),
  },
  roles: described("The roles, each under its handle: what the rest of this file calls it.", ref("roles")),
  hierarchy: {
    description: "Handles of roles, the highest first: their order, whatever stands between them.",
    type: "array",
    items: ref("handle"),
    uniqueItems: true,
  },
  channels: {
    description: "The channels, nested as in the sidebar: a category holds channels.",
    ...namedMap(ref("handle"), ref("channel")),
  },
  rules: { description: "What must hold whatever the rest says.", ...RULES },
  exceptions: { description: "Grants beyond this file that are tolerated for a while.", ...EXCEPTIONS },
  ignore: { description: "What is not compared at all.", ...IGNORE },
} satisfies Record<(typeof POLICY_SHAPE.keys)[number], JsonSchema>;

/** The schema as a file: JSON with a line end. */
export function printSchema(): string {
  const schema: JsonSchema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Permissions of a Discord server",
    description: "The permissions that a Discord server should have, as agreed: permissions.yaml of discord-permission-drift.",
    ...mapOf(POLICY_SHAPE, PROPERTIES),
    definitions: { ...PERMISSION_DEFINITIONS, ...NAME_DEFINITIONS, ...ROLE_DEFINITIONS, ...CHANNEL_DEFINITIONS, ...RULE_DEFINITIONS },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
