/** "Who can?" in words: the roles, and the members with an overwrite of their own, by the reason. */
import { groupBy } from "../../drift/group-by.ts";
import type { Explained } from "../../effective/effective.ts";
import { settled, targetKey } from "../../permissions/overwrite.ts";
import type { AskedPermission, WhoAnswer } from "./answer.ts";
import { allPermissions, channelWords, listed, permissionInFull, roleWords } from "./names.ts";
import { reasonWords } from "./reason.ts";
import { isServerWide, typeWords } from "./step.ts";

import { wrap } from "../words/wrap.ts";

const PLAIN_MARGINS = { first: "", next: "" };
const INDENTED = { first: "  ", next: "      " };

/** Lines for a terminal of so many cells. */
export function whoText(answer: WhoAnswer, width: number): string {
  const { permission, snapshot, channel } = answer;
  const parts = permission === null ? setParts(answer, width) : permissionParts(answer, permission, width);
  const notes = [
    `The owner of the server (id ${snapshot.guild.ownerId}) can do everything.`,
    "Each line is for a member with that one role; for a person with several, ask with --member.",
    ...(channel !== null && isServerWide(permission?.bit ?? 0n) ? ["Leave --channel out to ask about the whole server."] : []),
  ];
  return `${[...parts, wrap(notes.join(" "), width, PLAIN_MARGINS)].join("\n\n")}\n`;
}

function whereWords({ channel }: WhoAnswer): string {
  return channel === null ? "on the server as a whole" : `in ${channelWords(channel)}`;
}

interface Line {
  readonly can: boolean;
  readonly reason: string;
  readonly who: string;
}

function permissionParts(answer: WhoAnswer, permission: AskedPermission, width: number): readonly string[] {
  const page = answer.channel === null ? "role" : "channel";
  const head = `Who can use ${permissionInFull(permission.name, page)} ${whereWords(answer)}?`;
  const lines = [...roleLines(answer, permission.bit), ...memberLines(answer, permission.bit)];
  const side = (can: boolean): string => {
    const groups = groupBy(
      lines.filter((line) => line.can === can),
      ({ reason }) => reason,
    );
    const shown = [...groups].map(([reason, group]) => wrap(`${reason}: ${group.map(({ who }) => who).join(", ")}`, width, INDENTED));
    return [can ? "Yes" : "No", ...(shown.length === 0 ? ["  nobody"] : shown)].join("\n");
  };
  return [wrap(head, width, PLAIN_MARGINS), side(true), side(false)];
}

function roleLines({ snapshot, channel, roles }: WhoAnswer, bit: bigint): readonly Line[] {
  return roles.map(({ role, explained }) => ({
    can: (explained.usable & bit) !== 0n,
    reason: reasonWords(explained, bit, { snapshot, channel, timeoutUntil: null, self: role.id }),
    who: roleWords(role.id, snapshot),
  }));
}

/** Only those whose overwrite says something about the permission: the others are what their roles are. */
function memberLines({ channel, members }: WhoAnswer, bit: bigint): readonly Line[] {
  return members.flatMap(({ user, explained }) => {
    const overwrite = channel?.overwrites?.get(targetKey({ type: "member", id: user }));
    const { allow, deny } = settled(overwrite ?? { allow: 0n, deny: 0n });
    if (((allow | deny) & bit) === 0n) return [];
    return [{ who: `member ${user}`, ...memberReason(explained, bit, allow) }];
  });
}

function memberReason({ usable }: Explained, bit: bigint, allow: bigint): Pick<Line, "can" | "reason"> {
  if ((allow & bit) === 0n) return { can: false, reason: "denied to the member in person (Administrator would still count)" };
  if ((usable & bit) !== 0n) return { can: true, reason: "overwrite for the member in person" };
  return { can: false, reason: "allowed to the member in person, but only of use together with what another role must give" };
}

function setParts(answer: WhoAnswer, width: number): readonly string[] {
  const { snapshot, channel, roles, members } = answer;
  const kind = channel === null ? "" : ` (${typeWords(channel.type)})`;
  const rows = [
    ...roles.map(({ role, explained }) => ({ who: roleWords(role.id, snapshot), usable: explained.usable })),
    ...members.map(({ user, explained }) => ({ who: `member ${user} by an overwrite in person`, usable: explained.usable })),
  ];
  const groups = [...groupBy(rows, ({ usable }) => usable)].map(([usable, group]) =>
    [
      wrap(listed(group.map(({ who }) => who)), width, PLAIN_MARGINS),
      wrap(usable === 0n ? "nothing" : allPermissions(usable, channel === null ? "role" : "channel"), width, {
        first: "    ",
        next: "    ",
      }),
    ].join("\n"),
  );
  return [wrap(`What each role can use ${whereWords(answer)}${kind}:`, width, PLAIN_MARGINS), ...groups];
}
