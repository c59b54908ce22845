/** The policy that holds: the one on the default branch. */
import type { Stage } from "./stage.ts";

/** Its text; "" where there is none. */
export function agreedPolicy({ repository }: Pick<Stage, "repository">): string {
  return repository.state.commits.get(repository.tip())?.files.get("permissions.yaml") ?? "";
}
