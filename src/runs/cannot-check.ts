/** The one error for "the check could not be made": bad input, token, network, rights. Its message is for the user. */

/** The message is one sentence or two: what is wrong, and what to do. It never holds a token. */
export class CannotCheck extends Error {
  override readonly name = "CannotCheck";
}
