/** How many members hold each role, as GET /guilds/{id}/roles/member-counts answers it: role id to number, without @everyone. */
import { isJsonObject } from "../permissions/json-object.ts";
import { isSnowflake, type RoleId } from "../permissions/snowflake.ts";
import { decoded, undecodable, type Decoded } from "./decoded.ts";
import { wholeNumber } from "./numbers.ts";

/** The counts, or what is wrong with the answer. Never throws. */
export function decodeMemberCounts(raw: unknown): Decoded<ReadonlyMap<RoleId, number>> {
  if (!isJsonObject(raw)) return undecodable("Discord's answer has no numbers of members.");
  const counts = new Map<RoleId, number>();
  for (const [id, sent] of Object.entries(raw)) {
    const count = wholeNumber(sent);
    if (!isSnowflake<"role">(id) || count === null || count < 0)
      return undecodable("Discord's answer has a number of members that cannot be used.");
    counts.set(id, count);
  }
  return decoded(counts);
}
