/** Permissions in the schema: every documented name with what it means, `$set` names, and bits without a name. */
import { channelUse } from "../../effective/channel-use.ts";
import { clientLabel } from "../../permissions/client-labels.ts";
import { bitsOf, DANGEROUS, FLAG_NAMES, namesOf, type FlagName } from "../../permissions/flags.ts";
import { meaningOf } from "../../permissions/meanings.ts";
import { ref, type JsonSchema } from "./json-schema.ts";

/** What some channel has a use for. */
const IN_CHANNELS = channelUse("category").uses;

/** The words of Discord's settings pages, and what they come to. */
function explain(name: FlagName): string {
  const bit = bitsOf([name]);
  const [role, channel] = [clientLabel(name, "role"), clientLabel(name, "channel")];
  const label = role === channel ? role : `${role} (in a channel: ${channel})`;
  const where = (bit & IN_CHANNELS) === 0n ? " Counts for the whole server, never in a channel." : "";
  const dangerous = (bit & DANGEROUS) === 0n ? "" : " Dangerous in wrong hands.";
  return `${label}. Lets somebody ${meaningOf(name)}.${where}${dangerous}`;
}

/** The bits that have no documented name, as the reader takes them: whoever can write a name writes the name. */
function unnamedBits(): string {
  const numbers = namesOf(2n ** 128n - 1n).flatMap((name) => /^BIT_(?<bit>\d+)$/.exec(name)?.groups?.["bit"] ?? []);
  return `^BIT_(?:${numbers.join("|")})$`;
}

export const PERMISSION_DEFINITIONS: Readonly<Record<"permission" | "permissions", JsonSchema>> = {
  permission: {
    description: "A permission by its documented name, a set of this file as $name, or BIT_n for a bit that has no name yet.",
    anyOf: [
      ...FLAG_NAMES.map((name) => ({ type: "string", const: name, description: explain(name) })),
      { type: "string", pattern: String.raw`^\$[\s\S]+$`, description: "A set of permissions that is defined in `sets`." },
      { type: "string", pattern: unnamedBits(), description: "A bit that this version does not know by name." },
    ],
  },
  permissions: { type: "array", items: ref("permission") },
};
