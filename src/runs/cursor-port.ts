/** What a check needs from the place where its memory is kept between two runs. */

/** The content of one cursor that can be trusted to be ours; what it says is still to be checked. */
export interface CursorCandidate {
  readonly text: string;
  /** The run that saved it. */
  readonly runId: number;
  readonly artifactId: number;
  /** When it was saved, as the store says: ISO 8601. */
  readonly createdAt: string;
}

export interface CursorSearch {
  /** Newest run first; empty where there is none. */
  readonly candidates: readonly CursorCandidate[];
  /** Why a cursor that is there was not taken, one sentence each. */
  readonly refused: readonly string[];
}

export interface CursorStore {
  /** Throws CannotCheck where the store cannot be asked: "no cursor" must be an answer, not a guess. */
  readonly find: () => Promise<CursorSearch>;
  /** Gives the id under which it was saved. Throws CannotCheck. */
  readonly save: (text: string) => Promise<string>;
}
