// Event payloads as GitHub really sent them, collected by the makers of Octokit.
import examples from "@octokit/webhooks-examples" with { type: "json" };
import { isObject, type JsonObject } from "../github/body.ts";

/** The package is one JSON file; its types are those of a module that has it as its default, so it is taken for what it is: unknown. */
const ALL: unknown = examples;

/** All examples of an event, "pull_request" say; each a copy that the caller may change. */
export function examplesOf(event: string): readonly JsonObject[] {
  const kinds: readonly unknown[] = Array.isArray(ALL) ? ALL : [];
  const kind = kinds.filter(isObject).find(({ name }) => name === event);
  const found: readonly unknown[] = Array.isArray(kind?.["examples"]) ? kind["examples"] : [];
  return structuredClone(found).filter(isObject);
}

/** The first example of an event with this action. */
export function exampleOf(event: string, action: string): JsonObject {
  const found = examplesOf(event).find((example) => example["action"] === action);
  if (found === undefined) throw new Error(`There is no example of ${event} with the action ${action}.`);
  return found;
}
