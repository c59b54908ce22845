/** Roles in the schema. */
import { MOST_MEMBERS } from "../read-members.ts";
import { EVERYONE, ROLE_SHAPE } from "../read-roles.ts";
import { described, excluding, mapOf, namedMap, ref, type JsonSchema } from "./json-schema.ts";

const PROPERTIES = {
  id: described("The id of the role, in quotes. Without it the role is found by its name.", ref("id")),
  name: described("The name of the role in Discord, where it differs from the handle.", ref("name")),
  permissions: described(
    "Exactly what the role may do. Left out, with at-most and at-least left out too, its permissions are not compared.",
    ref("permissions"),
  ),
  "at-most": described("An upper bound, instead of `permissions`: what the role may hold and need not.", ref("permissions")),
  "at-least": described("A lower bound, instead of `permissions`: what the role has to hold.", ref("permissions")),
  members: {
    description: `Exactly the people who hold the role, by their ids in quotes; at most ${MOST_MEMBERS}. Left out, nobody checks who holds it.`,
    type: "array",
    items: ref("id"),
    maxItems: MOST_MEMBERS,
    uniqueItems: true,
  },
} satisfies Record<(typeof ROLE_SHAPE.keys)[number], JsonSchema>;

/** `permissions` is exact, so no bound stands beside it. */
const EXACT_OR_BOUNDS = excluding("permissions", "at-most", "at-least");

const { members: _, ...everyones } = PROPERTIES;

export const ROLE_DEFINITIONS: Readonly<Record<"role" | "everyone" | "roles", JsonSchema>> = {
  role: { description: "A role.", ...mapOf(ROLE_SHAPE, PROPERTIES, EXACT_OR_BOUNDS) },
  everyone: {
    description: "What every member may do, also one who joined a minute ago.",
    type: "object",
    properties: { ...everyones, name: { ...everyones.name, allOf: [{ const: EVERYONE }] } },
    additionalProperties: false,
    ...EXACT_OR_BOUNDS,
  },
  roles: namedMap(ref("handle"), ref("role"), { properties: { [EVERYONE]: ref("everyone") } }),
};
