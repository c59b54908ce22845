/** The hidden first line of the comment on a pull request, by which it is found again and edited in place. */
import { fingerprint } from "../fingerprint.ts";

/** One comment a policy file. The path is in it as a digest, so that nothing in a path can close the mark or forge another one. */
export function reviewMark(policyFile: string): string {
  return `<!-- permission-drift:review v1 policy=${fingerprint(["review", policyFile])} -->`;
}
