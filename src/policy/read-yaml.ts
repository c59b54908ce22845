/** Reads YAML into nodes of our own: the only file that reads with the YAML library. Hostile text ends in problems, never in a long wait. */
import { Composer, Lexer, Parser, isAlias, isMap, isSeq } from "yaml";
import type { Document, ParsedNode, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { anchorsOf } from "./anchors.ts";
import { emptyAt } from "./node.ts";
import { findUnreadable } from "./readable-text.ts";
import { settleEntries } from "./map-entries.ts";
import { spansOf } from "./spans.ts";
import { yamlSentence } from "./yaml-sentences.ts";
import type { Anchors } from "./anchors.ts";
import type { MapEntry, PolicyNode, ScalarNode, Span } from "./node.ts";
import type { Mistakes } from "./mistakes.ts";
import type { Spans } from "./spans.ts";

/** A level of nesting takes one frame of the parser, and two in some forms; a policy needs about ten. */
const MOST_FRAMES = 100;
/** About what one million characters of ordinary policy have. */
const MOST_TOKENS = 300_000;
/** A file that is no YAML at all has an error in each line. */
const MOST_YAML_ERRORS = 20;

type Tokens = ReturnType<Parser["end"]> extends Generator<infer Token> ? readonly Token[] : never;

interface Reading {
  readonly spans: Spans;
  readonly anchors: Anchors;
  readonly mistakes: Mistakes;
}

/**
 * The root value of a text, or null when there is none that could be trusted.
 * Then, and for duplicate keys and the like, `mistakes` has the reason.
 */
export function readYaml(text: string, mistakes: Mistakes): PolicyNode | null {
  const spans = spansOf(text);
  const unreadable = findUnreadable(text, spans);
  if (unreadable !== null) {
    mistakes.add(unreadable);
    return null;
  }
  const tokens = tokenize(text, spans, mistakes);
  return tokens === null ? null : compose(tokens, text.length, { spans, anchors: anchorsOf(mistakes), mistakes });
}

/** The library nests function calls as deep as the text nests values, so the depth is bounded while its parser, which does not, runs. */
function tokenize(text: string, spans: Spans, mistakes: Mistakes): Tokens | null {
  const parser = new Parser();
  const tokens: Tokens[number][] = [];
  const refuse = (code: string, message: string): null => {
    mistakes.add({ code, span: spans.between(parser.offset - 1, parser.offset), message });
    return null;
  };
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    count += 1;
    if (parser.stack.length > MOST_FRAMES) return refuse("too-deep", "the values are nested too deeply here");
    if (count > MOST_TOKENS) return refuse("too-large", "the file is too large to be a policy: it has too many values");
  }
  tokens.push(...parser.end());
  return tokens;
}

function compose(tokens: Tokens, length: number, reading: Reading): PolicyNode | null {
  const composer = new Composer({
    schema: "core",
    version: "1.2",
    merge: false,
    uniqueKeys: false,
    resolveKnownTags: false,
    prettyErrors: false,
  });
  const [document, second] = composer.compose(tokens, true, length);
  if (document === undefined) return null;
  if (second !== undefined) {
    const span = reading.spans.between(second.range[0], second.range[0] + 1);
    reading.mistakes.add({
      code: "several-documents",
      span,
      message: "a policy is one document; remove the `---` line and what does not belong to it",
    });
  }
  reportErrors(document, reading);
  if (!reading.mistakes.isEmpty()) return null;
  return document.contents === null ? emptyAt(reading.spans.between(0, 1)) : convert(document.contents, reading);
}

function reportErrors(document: Document.Parsed, { spans, mistakes }: Reading): void {
  for (const { code, pos } of [...document.errors, ...document.warnings].slice(0, MOST_YAML_ERRORS)) {
    mistakes.add({ code: "not-yaml", span: spans.between(pos[0], pos[1]), message: yamlSentence(code) });
  }
  if (document.directives.yaml.explicit === true && document.directives.yaml.version !== "1.2") {
    const message = "a policy is YAML 1.2; remove the `%YAML` line";
    mistakes.add({ code: "yaml-version", span: spans.between(0, 1), message });
  }
}

/** Null where an alias stands for nothing: it was reported, and the rest is read as if it were not there. */
function convert(node: ParsedNode, reading: Reading): PolicyNode | null {
  const span = spanOf(node, reading);
  if (isAlias(node)) return reading.anchors.resolve(node.source, span);
  if (node.anchor !== undefined) reading.anchors.begin(node.anchor);
  const converted = convertContent(node, span, reading);
  if (node.anchor !== undefined) reading.anchors.define(node.anchor, converted);
  return converted;
}

function spanOf(node: ParsedNode, { spans }: Reading): Span {
  return spans.between(node.range[0], node.range[1]);
}

function convertContent(node: Scalar.Parsed | YAMLMap.Parsed | YAMLSeq.Parsed, span: Span, reading: Reading): PolicyNode {
  if (isSeq(node)) return { kind: "list", items: node.items.flatMap((item) => convert(item, reading) ?? []), span };
  if (isMap(node)) return { kind: "map", entries: settleEntries(convertEntries(node, reading), reading.mistakes), span };
  return convertScalar(node, span);
}

function convertScalar(scalar: Scalar.Parsed, span: Span): ScalarNode {
  const plain = scalar.type === "PLAIN";
  const value: unknown = scalar.value;
  if (typeof value === "string") return { kind: "scalar", type: "text", text: value, plain, span };
  const type = typeof value === "number" || typeof value === "bigint" ? "number" : typeof value === "boolean" ? "boolean" : "null";
  return { kind: "scalar", type, text: scalar.source, plain, span };
}

function convertEntries(map: YAMLMap.Parsed, reading: Reading): readonly MapEntry[] {
  return map.items.flatMap((pair) => {
    const key = convert(pair.key, reading);
    const value = pair.value === null ? emptyAt(spanOf(pair.key, reading)) : convert(pair.value, reading);
    if (key === null || value === null) return [];
    if (key.kind === "scalar") return [{ key, value }];
    reading.mistakes.add({
      code: "key-not-text",
      span: key.span,
      message: "a key is a text, and this is a list or a map; put it in quotes",
    });
    return [];
  });
}
