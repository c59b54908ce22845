/** An edit that cannot be made; the message is one plain clause for a person, without a full stop. */
export class EditRefused extends Error {
  override readonly name = "EditRefused";
}
