/** The few words of JSON Schema (draft 7) that the schema of the policy language is made of. */
import type { Shape } from "../fields.ts";

/** A schema, or a part of one. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** A reference to one of the definitions of the schema. */
export function ref(name: string): JsonSchema {
  return { $ref: `#/definitions/${name}` };
}

/** A reference with words of its own: next to `$ref` draft 7 reads nothing. */
export function described(description: string, schema: JsonSchema): JsonSchema {
  return "$ref" in schema ? { description, allOf: [schema] } : { description, ...schema };
}

/** A map with the keys of a shape and no others, each with its schema. `more` holds what else is known of it. */
export function mapOf<Key extends string>(
  shape: Omit<Shape, "keys"> & { readonly keys: readonly Key[] },
  properties: Readonly<Record<Key, JsonSchema>>,
  more: JsonSchema = {},
): JsonSchema {
  return {
    type: "object",
    properties: Object.fromEntries(shape.keys.map((key) => [key, properties[key]])),
    ...(shape.extensible === true ? { patternProperties: { "^x-": {} } } : {}),
    additionalProperties: false,
    ...(shape.required === undefined ? {} : { required: shape.required }),
    ...more,
  };
}

/** A map from names to values of one kind. */
export function namedMap(names: JsonSchema, values: JsonSchema, more: JsonSchema = {}): JsonSchema {
  return { type: "object", propertyNames: names, additionalProperties: values, ...more };
}

/** The key stands beside none of the others. Editors say which one is not allowed, where a `not` would only say no. */
export function excluding(key: string, ...others: readonly string[]): JsonSchema {
  return { dependencies: Object.fromEntries(others.map((other) => [other, { properties: { [key]: false } }])) };
}

/** The text as a part of a regular expression. */
export function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}
