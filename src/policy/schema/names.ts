/** Single values in the schema: ids, names, handles, and whom something is for. */
import { LONGEST_ENTRY_NAME } from "../entry-name.ts";
import { LONGEST_GLOB } from "../glob.ts";
import { TAKEN } from "../handles.ts";
import { LONGEST_NAME } from "../scalars.ts";
import { literally, type JsonSchema } from "./json-schema.ts";

const ID = "(?:0|[1-9][0-9]{0,19})";
const FREE = `(?!${TAKEN.map(literally).join("|")})`;

export const NAME_DEFINITIONS: Readonly<
  Record<"id" | "name" | "handle" | "entryName" | "roleTarget" | "target" | "pattern" | "reason", JsonSchema>
> = {
  id: {
    type: "string",
    pattern: `^${ID}$`,
    patternErrorMessage: "An id is a number of up to 20 digits, in quotes.",
    description: 'The id in Discord, in quotes: "81384788765712384". Copy it in Discord with developer mode on.',
  },
  name: { type: "string", minLength: 1, maxLength: LONGEST_NAME, description: "The name in Discord, where it differs from the handle." },
  handle: {
    type: "string",
    pattern: String.raw`^${FREE}[\s\S]+$`,
    patternErrorMessage: `A handle does not begin with ${TAKEN.join(", ")}.`,
    description: "What the rest of this file calls it. Not member:, role: or $ at the beginning.",
  },
  entryName: { type: "string", pattern: String.raw`\S`, maxLength: LONGEST_ENTRY_NAME },
  roleTarget: {
    type: "string",
    pattern: String.raw`^(?:role:${ID}|(?![0-9]+$)${FREE}[\s\S]+)$`,
    description: "The handle of a role, or role:<id> for one that is not listed.",
  },
  target: {
    type: "string",
    pattern: String.raw`^(?:(?:role|member):${ID}|(?![0-9]+$)${FREE}[\s\S]+)$`,
    description: "The handle of a role, role:<id> for one that is not listed, or member:<id> for one person.",
  },
  pattern: {
    type: "string",
    minLength: 1,
    maxLength: LONGEST_GLOB,
    description:
      "Compared with the whole text. * stands for any run of characters, ? for one; in channels neither goes over the slash of Category/channel.",
  },
  reason: { type: "string", description: "Why, for those who read it later." },
};
