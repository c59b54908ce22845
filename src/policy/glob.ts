/** The patterns of `ignore`: `*` stands for any run of characters, `?` for one, a backslash takes the next one literally. */

/** Discord's names have at most 100 characters, a path has two of them. */
export const LONGEST_GLOB = 250;

type Piece = { readonly kind: "run" } | { readonly kind: "one" } | { readonly kind: "literal"; readonly character: string };

/**
 * Whether a text matches a pattern, case-sensitive. `*` and `?` stop at the separator (`/` for paths, null for names).
 * Goes back to the last `*` only, so no pattern and no name can make it slow, as regular expressions can be made.
 */
export function compileGlob(glob: string, separator: string | null): (text: string) => boolean {
  const pieces = piecesOf(glob);
  return (text) => matchPieces(pieces, Array.from(text), separator);
}

function piecesOf(glob: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const characters = Array.from(glob);
  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index] ?? "";
    if (character === "*") {
      if (pieces.at(-1)?.kind !== "run") pieces.push({ kind: "run" });
    } else if (character === "?") {
      pieces.push({ kind: "one" });
    } else {
      if (character === "\\" && index + 1 < characters.length) index += 1;
      pieces.push({ kind: "literal", character: characters[index] ?? "" });
    }
  }
  return pieces;
}

function accepts(piece: Piece | undefined, character: string, separator: string | null): boolean {
  if (piece === undefined) return false;
  return piece.kind === "literal" ? piece.character === character : character !== separator;
}

function matchPieces(pieces: readonly Piece[], text: readonly string[], separator: string | null): boolean {
  let piece = 0;
  let at = 0;
  let run: { readonly after: number; readonly from: number } | null = null;
  while (at < text.length) {
    if (pieces[piece]?.kind === "run") {
      piece += 1;
      run = { after: piece, from: at };
    } else if (accepts(pieces[piece], text[at] ?? "", separator)) {
      piece += 1;
      at += 1;
    } else {
      if (run === null || text[run.from] === separator) return false;
      run = { after: run.after, from: run.from + 1 };
      piece = run.after;
      at = run.from;
    }
  }
  return pieces.slice(piece).every((rest) => rest.kind === "run");
}
