/** What can be done to a policy file: each edit names its place by keys from the root. */

/** Keys from the root of the file: `["roles", "Moderator", "permissions"]`. */
export type Keys = readonly string[];

/** A value that is new in the file. */
export type NewValue =
  /** A text, written with quotes where it needs them. */
  | { readonly kind: "text"; readonly text: string }
  /** An id, written in quotes. */
  | { readonly kind: "id"; readonly id: string }
  /** A word of the language: `true`, `synced`. */
  | { readonly kind: "word"; readonly word: string }
  /** A list, with sets where they fit. */
  | { readonly kind: "permissions"; readonly bits: bigint }
  /** In braces, or `block`: one entry a line. `like-others`: as the entries beside it are written. */
  | { readonly kind: "map"; readonly entries: readonly (readonly [string, NewValue])[]; readonly style: "flow" | "block" | "like-others" };

export type PolicyEdit =
  /** The key gets this value, new or instead of another. `instead`: only where it has this text now. */
  | { readonly kind: "put"; readonly keys: Keys; readonly value: NewValue; readonly instead?: string }
  /** The key is taken out with its value. */
  | { readonly kind: "remove"; readonly keys: Keys }
  /** The list of permissions comes to exactly these bits. */
  | { readonly kind: "permissions"; readonly keys: Keys; readonly bits: bigint }
  /** An overwrite. `keys` end in how its target is written; `other`: how it may be written too. */
  | { readonly kind: "overwrite"; readonly keys: Keys; readonly other: readonly string[]; readonly allow: bigint; readonly deny: bigint }
  | { readonly kind: "remove-overwrite"; readonly keys: Keys; readonly other: readonly string[] }
  /** Another key, the same value. */
  | { readonly kind: "rename"; readonly keys: Keys; readonly other: readonly string[]; readonly key: string }
  /** Items of a list of texts go and come. */
  | { readonly kind: "items"; readonly keys: Keys; readonly drop: readonly string[]; readonly add: readonly string[] }
  /** The same items in another order. */
  | { readonly kind: "order"; readonly keys: Keys; readonly items: readonly string[] }
  /** An entry goes into the map at `to`, which is made where it is not there. */
  | { readonly kind: "move"; readonly keys: Keys; readonly to: Keys };
