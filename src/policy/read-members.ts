/** Reads `members` of a role: exactly who holds it. */
import { expectList } from "./fields.ts";
import { readIdNode } from "./scalars.ts";
import { registerOf } from "./unique.ts";
import type { MapEntry } from "./node.ts";
import type { Mistakes } from "./mistakes.ts";
import type { PolicyRole } from "./policy.ts";

/** Each of them is looked up by itself, since the whole list needs a privileged intent. */
export const MOST_MEMBERS = 200;

/** The people in file order, each once; null after a report that concerns all of them. */
export function readMembers(entry: MapEntry, mistakes: Mistakes): PolicyRole["members"] {
  const items = expectList(entry.value, entry.key, mistakes);
  if (items.length > MOST_MEMBERS) {
    const message = `\`members\` lists at most ${MOST_MEMBERS} people, and these are ${items.length}; leave the key out to leave them unchecked`;
    mistakes.add({ code: "too-many-members", span: entry.key.span, message });
    return null;
  }
  const register = registerOf("duplicate-member", (id) => `the member ${id} is listed twice`, mistakes);
  const ids = items.flatMap((node) => {
    const id = readIdNode<"user">(node, "a member", mistakes);
    if (id === null) return [];
    register.claim({ key: id, span: node.span, owner: id });
    return [id];
  });
  return { ids, at: entry.key.span.at };
}
