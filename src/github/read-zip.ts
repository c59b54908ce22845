/** Takes one small file out of a zip that somebody else may have made. */
import { unzipSync } from "fflate";

/** Null where the zip does not hold exactly the one file, of at most `maxBytes`, in UTF-8. Never throws, and never unpacks more than that. */
export function readSingleFile(zip: Uint8Array, name: string, maxBytes: number): string | null {
  let files = 0;
  try {
    const unpacked = unzipSync(zip, {
      filter: (file) => {
        files += 1;
        // The size that the zip claims is what fflate makes room for; it cannot write more than that.
        return file.name === name && file.originalSize <= maxBytes;
      },
    });
    const content = unpacked[name];
    if (files !== 1 || content === undefined || content.length > maxBytes) return null;
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    // Not a zip, a broken one, or not UTF-8: for the caller all the same, no cursor.
    return null;
  }
}
