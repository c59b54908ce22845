/** Writes a text as one YAML scalar that every reader takes for exactly this text, and in which nothing is hidden from a reviewer. */
import { Scalar, stringify } from "yaml";

/** What may stand first without quotes: a letter, a digit, an underscore, or anything beyond ASCII, where YAML has no signs of its own. */
const ORDINARY_START = /^(?:[\p{L}\p{N}_]|[^\0-\x7F])/u;

/** YAML 1.1 takes these for true and false; the library knows the usual spellings only. */
const OLD_BOOLEAN = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/** Characters that have no shape, turn the writing direction, or look like a blank and are none. A joiner inside an emoji belongs to it. */
const UNSEEN =
  /(?!(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D\p{Extended_Pictographic})[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u034F\u115F\u1160\u2800\u3164\uFFA0]|(?! )\p{Zs}/gu;

/** A key or a value on one line, without quotes where that is safe inside `[]` and `{}` too. */
export function writeScalar(text: string): string {
  if (!isOrdinary(text)) return quoted(text);
  const plain = stringify([text], { collectionStyle: "flow", flowCollectionPadding: false, lineWidth: 0, compat: "yaml-1.1" }).trim();
  return plain === `[${text}]` ? text : quoted(text);
}

/** A text in double quotes, as ids are written. */
export function quoted(text: string): string {
  const scalar = new Scalar(text);
  scalar.type = Scalar.QUOTE_DOUBLE;
  const written = stringify(scalar, { lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER }).trim();
  return written.replaceAll(UNSEEN, escapeCharacter);
}

function isOrdinary(text: string): boolean {
  return ORDINARY_START.test(text) && text.search(UNSEEN) === -1 && !OLD_BOOLEAN.test(text);
}

function escapeCharacter(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  if (code.length <= 2) return `\\x${code.padStart(2, "0")}`;
  return code.length <= 4 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`;
}
