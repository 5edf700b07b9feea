import { AppError } from '../../errors.ts';

/** What one GraphQL request may ask for. Every bound is refused with LIMIT_EXCEEDED before any resolver runs. */
export const BOUNDS = {
  /** Lexical tokens of the document. */
  tokens: 2000,
  /** Fields, spreads and inline fragments between two braces. Validation compares them with each other. */
  selections: 100,
  /** Braces within braces, as they are written: those of inline fragments too. */
  braces: 30,
  /** Fragments of the document. */
  fragments: 50,
  /** Operations of the document, of which one runs. */
  operations: 20,
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
  /** The same for what is asked of the schema itself; the usual introspection query takes about a third. */
  introspection: 300_000,
  /** Nesting of the variables' values, and so of JSON that is to be stored. */
  nesting: 32,
  /** Bytes of a request's body over HTTP. */
  bodyBytes: 1024 * 1024,
  /** Bytes of a message over WebSocket; more closes the socket with 1009 (RFC 6455 §7.4.1). */
  messageBytes: 256 * 1024,
  /** Operations that are under way on one socket: subscriptions above all. */
  operationsPerSocket: 100,
  socketsPerActor: 2000,
  socketsPerTenant: 5000,
  /** Sockets of one process, with those that have not said yet who they are. */
  sockets: 10_000,
  unknownSockets: 1000,
  /** How long a socket may take to say who it is. */
  connectionInitMs: 5000,
} as const;

/** Refuses what is over a bound, naming it. */
export function overBound(what: string, bound: keyof typeof BOUNDS, found?: number): AppError {
  const asked = found === undefined ? 'more' : String(found);
  return new AppError('LIMIT_EXCEEDED', `${what}: ${asked}, and the limit is ${BOUNDS[bound]}; ask for less at once`);
}
