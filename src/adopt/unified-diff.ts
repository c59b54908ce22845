/** The difference of two texts as people and `git apply` read it. */
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";

/** A unified diff with three lines around each change; empty where nothing differs. `file`: as the user named it. */
export function unifiedDiff(file: string, before: string, after: string): string {
  if (before === after) return "";
  const name = file.replaceAll(/[\r\n\t]/g, " ");
  return createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}
