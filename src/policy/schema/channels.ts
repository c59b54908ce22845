/** Channels and their overwrites in the schema. */
import { CHANNEL_TYPE_NAMES } from "../../permissions/channel-types.ts";
import { CHANNEL_SHAPE } from "../read-channels.ts";
import { OVERWRITE_SHAPE, SYNCED } from "../read-overwrites.ts";
import { described, mapOf, namedMap, ref, type JsonSchema } from "./json-schema.ts";

const PROPERTIES = {
  id: described("The id of the channel, in quotes. Without it the channel is found by its name.", ref("id")),
  name: described("The name of the channel in Discord, where it differs from the handle.", ref("name")),
  type: { description: "The type of the channel; compared only where it is written.", enum: CHANNEL_TYPE_NAMES },
  overwrites: described("Exactly the overwrites of the channel; {} where it has none. Left out, they are not compared.", ref("overwrites")),
  channels: described("The channels of this category.", namedMap(ref("handle"), ref("channelInCategory"))),
} satisfies Record<(typeof CHANNEL_SHAPE.keys)[number], JsonSchema>;

const { channels: _, ...inner } = PROPERTIES;

const SYNCED_OR_OWN: JsonSchema = {
  description: "Exactly the overwrites of the channel, or synced: those that its category has in this file.",
  anyOf: [{ const: SYNCED, description: "The overwrites that the category has in this file." }, ref("overwrites")],
};

export const CHANNEL_DEFINITIONS: Readonly<Record<"overwrite" | "overwrites" | "channel" | "channelInCategory", JsonSchema>> = {
  overwrite: {
    description: "What the channel allows and denies a role or a member, whatever their roles say.",
    ...mapOf(OVERWRITE_SHAPE, {
      allow: described("Allowed in this channel.", ref("permissions")),
      deny: described("Denied in this channel.", ref("permissions")),
    }),
  },
  overwrites: namedMap(ref("target"), ref("overwrite")),
  channel: {
    description: "A channel, or a category with its channels.",
    ...mapOf(CHANNEL_SHAPE, PROPERTIES, {
      anyOf: [{ not: { required: ["channels"] } }, { properties: { type: { const: "category" } } }],
    }),
  },
  channelInCategory: {
    description: "A channel of this category.",
    type: "object",
    properties: {
      ...inner,
      type: { ...inner.type, enum: CHANNEL_TYPE_NAMES.filter((type) => type !== "category") },
      overwrites: SYNCED_OR_OWN,
    },
    additionalProperties: false,
  },
};
