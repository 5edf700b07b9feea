/** What one GraphQL request may ask for. Every bound is refused with LIMIT_EXCEEDED before any resolver runs. */
export const BOUNDS = {
  /** Lexical tokens of the document. */
  tokens: 2000,
  /** Nesting of fields. */
  depth: 12,
  /** Fields that are renamed, over all fragments. */
  aliases: 30,
  /** Fields at the root: how many operations one request can carry. */
  rootFields: 20,
  /** Directives, over all fragments. */
  directives: 50,
  /** Objects and values that the answer may hold: a field costs one, a list multiplies what is in it. */
  cost: 20_000,
  /** Bytes of a request's body over HTTP, and of a message over WebSocket. */
  bodyBytes: 16 * 1024 * 1024,
} as const;
