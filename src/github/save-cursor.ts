/** Saves the cursor as an artifact of this run. The library for it is large and loaded only here. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CannotCheck } from "../runs/cannot-check.ts";
import { CURSOR_FILE, MAX_CURSOR_BYTES } from "./find-cursor.ts";

export interface CursorPlace {
  /** The artifact's name. */
  readonly name: string;
  /** A folder for the file until it is uploaded: RUNNER_TEMP. */
  readonly temp: string;
  /** How long GitHub keeps it, 1 to 90. */
  readonly retentionDays: number;
}

/** Gives the artifact's id. Throws CannotCheck: then the old cursor stays the newest, and the next run does this one's work again. */
export async function saveCursor(text: string, place: CursorPlace): Promise<string> {
  if (Buffer.byteLength(text) > MAX_CURSOR_BYTES) throw new CannotCheck("The cursor is larger than 1 MiB. Report it with the step's log.");
  const folder = await mkdtemp(join(place.temp, "permission-drift-"));
  try {
    const file = join(folder, CURSOR_FILE);
    await writeFile(file, text);
    const { DefaultArtifactClient } = await import("@actions/artifact");
    const { id } = await new DefaultArtifactClient().uploadArtifact(place.name, [file], folder, { retentionDays: place.retentionDays });
    if (id === undefined) throw new Error("the upload gave no id");
    return String(id);
  } catch (error) {
    throw explainUpload(error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function explainUpload(error: unknown): CannotCheck {
  const text = error instanceof Error ? error.message : "";
  if (/\b409\b|already exists/i.test(text))
    return new CannotCheck(
      "This run saved a cursor for this server already. Check a server once in a run: remove the second step or job.",
      {
        cause: error,
      },
    );
  return new CannotCheck(
    "The cursor could not be saved as an artifact. The issues are in place; the next run goes on from the old cursor.",
    {
      cause: error,
    },
  );
}
