/** What the YAML reader complains about, in words for somebody who does not know YAML. */

/** By the reader's own codes. */
const SENTENCES: ReadonlyMap<string, string> = new Map([
  ["ALIAS_PROPS", "an alias (`*name`) cannot have a tag or an anchor of its own"],
  ["BAD_ALIAS", "this alias is not written as `*name`"],
  ["BAD_COLLECTION_TYPE", "the tag (`!...`) does not fit what follows it"],
  ["BAD_DIRECTIVE", "a line that begins with `%` is a directive, and this one is unknown"],
  ["BAD_DQ_ESCAPE", "in double quotes a backslash begins an escape, and this one is unknown; use single quotes to keep it"],
  ["BAD_INDENT", "the indentation does not fit the lines above; keys of one level begin in the same column"],
  ["BAD_PROP_ORDER", "an anchor (`&name`) or a tag stands in the wrong place"],
  ["BAD_SCALAR_START", "a value cannot begin with this character; put the value in quotes"],
  ["BLOCK_AS_IMPLICIT_KEY", "there are two keys on one line; begin a new line, or put the value in quotes"],
  ["BLOCK_IN_FLOW", "inside `[...]` and `{...}` no indented block may stand"],
  ["KEY_OVER_1024_CHARS", "a key may have at most 1024 characters"],
  ["MISSING_CHAR", "something is missing here: a closing quote or bracket, a comma, a colon, or a blank"],
  ["MULTILINE_IMPLICIT_KEY", "a key and its colon stand on one line; is a colon missing?"],
  ["MULTIPLE_ANCHORS", "a value can have one anchor (`&name`) only"],
  ["MULTIPLE_TAGS", "a value can have one tag (`!...`) only"],
  ["TAB_AS_INDENT", "a tab cannot indent a line in YAML; use blanks"],
  ["TAG_RESOLVE_FAILED", "tags (`!...`) have no meaning in a policy; remove it"],
  ["UNEXPECTED_TOKEN", "this does not belong here; is a bracket, a comma or a quote missing, or one too many?"],
]);

/** One sentence for a code of the YAML reader. */
export function yamlSentence(code: string): string {
  return SENTENCES.get(code) ?? "this is not valid YAML";
}
