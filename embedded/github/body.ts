// Reads a JSON body with guards: GitHub's own error words for what is not JSON or not of the right type.
import type { LoggedRequest } from "../http/loopback.ts";
import { notEmulated, refuse, validationFailed } from "./answers.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object in a body; an empty body is an empty object. Fields other than `known` are refused aloud. */
export function readBody(request: LoggedRequest, known: readonly string[]): JsonObject {
  if (request.body.length === 0) return {};
  const value = parsed(request.body.toString("utf8"));
  if (!isObject(value)) throw refuse(400, "Body should be a JSON object");
  for (const name of Object.keys(value)) if (!known.includes(name)) throw notEmulated(`the body field "${name}" here`);
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse(400, "Problems parsing JSON");
  }
}

/** A string, null, or undefined where the field is not there; 422 for anything else. */
export function textField(body: JsonObject, resource: string, field: string): string | null | undefined {
  const value = body[field];
  if (value === undefined || value === null || typeof value === "string") return value;
  if (typeof value === "number" && field === "title") return String(value);
  throw validationFailed({ resource, field, code: "invalid" });
}

/** Names in a list of strings or of `{name}` objects; undefined where the field is not there. */
export function namesField(body: JsonObject, resource: string, field: string): readonly string[] | undefined {
  const value = body[field];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw validationFailed({ resource, field, code: "invalid" });
  return value.map((item: unknown) => {
    const name = isObject(item) ? (item["name"] ?? item["login"]) : item;
    if (typeof name === "string" && name !== "") return name;
    throw validationFailed({ resource, field, code: "invalid" });
  });
}
