// Reads action.yml: the inputs with their defaults, and the file to run.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { isObject, type JsonObject } from "../github/body.ts";

export interface ActionManifest {
  /** Absolute path of `runs.main`. */
  readonly main: string;
  /** Input name (as declared) to default, with its expressions. */
  readonly inputs: ReadonlyMap<string, string>;
  readonly outputs: readonly string[];
}

/** Every scalar is text, as in the runner: `default: 10` gives "10", `default: true` gives "true". */
export async function readManifest(actionDir: string): Promise<ActionManifest> {
  const document: unknown = parse(await readFile(join(actionDir, "action.yml"), "utf8"), { schema: "failsafe" });
  const runs = objectIn(document, "runs");
  if (runs["using"] !== "node24") throw new Error(`action.yml: runs.using is ${String(runs["using"])}, not node24.`);
  if (typeof runs["main"] !== "string") throw new Error("action.yml: runs.main is missing.");
  const inputs = Object.entries(objectIn(document, "inputs")).map(([name, input]) => {
    const value = isObject(input) ? input["default"] : undefined;
    return [name, typeof value === "string" ? value : ""] as const;
  });
  return {
    main: join(actionDir, runs["main"]),
    inputs: new Map(inputs),
    outputs: Object.keys(objectIn(document, "outputs")),
  };
}

/** The variables that hand inputs over: upper case, spaces become _, hyphens stay. */
export function inputVariables(
  manifest: ActionManifest,
  given: Readonly<Record<string, string>>,
  github: Readonly<Record<string, string>>,
): Record<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of manifest.inputs) values.set(variableOf(name), evaluated(value, github));
  for (const [name, value] of Object.entries(given)) values.set(variableOf(name), value);
  return Object.fromEntries(values);
}

/** Inputs that were given but are not declared; the runner warns of them. */
export function unexpectedInputs(manifest: ActionManifest, given: Readonly<Record<string, string>>): readonly string[] {
  const known = new Set([...manifest.inputs.keys()].map((name) => name.toLowerCase()));
  return Object.keys(given).filter((name) => !known.has(name.toLowerCase()));
}

function variableOf(name: string): string {
  return `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`;
}

/** Only `github.<name>` is understood in a default: nothing else can be needed there. */
function evaluated(text: string, github: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{\{\s*(?<expression>[^}]*?)\s*\}\}/g, (_whole, expression: string) => {
    const value = expression.startsWith("github.") ? github[expression.slice("github.".length)] : undefined;
    if (value === undefined) throw new Error(`action.yml: the default \${{ ${expression} }} is not known here.`);
    return value;
  });
}

function objectIn(value: unknown, key: string): JsonObject {
  const inner = isObject(value) ? value[key] : undefined;
  return isObject(inner) ? inner : {};
}
