import { randomUUID } from 'node:crypto';
import { HeaderMap } from '@apollo/server';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { PublicContext } from '../context.ts';
import { AppError, ERROR_CODES, type ErrorCode } from '../errors.ts';
import type { Log } from '../platform/log.ts';

/** Apollo's own codes, as ours. What is refused before a resolver runs is the client's to mend. */
const CODE_OF_APOLLO: Record<string, ErrorCode> = {
  GRAPHQL_PARSE_FAILED: 'INVALID_INPUT',
  GRAPHQL_VALIDATION_FAILED: 'INVALID_INPUT',
  BAD_USER_INPUT: 'INVALID_INPUT',
  BAD_REQUEST: 'INVALID_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'INVALID_INPUT',
  PERSISTED_QUERY_NOT_FOUND: 'INVALID_INPUT',
  PERSISTED_QUERY_NOT_SUPPORTED: 'INVALID_INPUT',
};

/** Errors that were told of with their request: its id is what a client can quote. */
const requestIds = new WeakMap<object, string>();

/** Logs an error of a request as its code asks for, and remembers which request it was. */
export function tellError(error: GraphQLError, { log, request }: PublicContext): void {
  requestIds.set(error, request.id);
  logError(error, log, request.id);
}

/**
 * The one place where an error becomes what a client sees. An AppError shows its message and code; graphql's and
 * Apollo's own refusals keep their message; anything else is INTERNAL with an id under which its cause is in the log.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown, log: Log): GraphQLFormattedError {
  const where = {
    ...(formatted.path ? { path: formatted.path } : {}),
    ...(formatted.locations ? { locations: formatted.locations } : {}),
  };
  const cause = causeOf(error);
  const code = codeOf(error, cause, formatted);
  if (code !== 'INTERNAL') {
    const { message, extensions } =
      cause instanceof AppError ? shown(cause) : { message: formatted.message, extensions: { code } };
    return { ...where, message, extensions };
  }
  const told = requestIds.get(error as object);
  const errorId = told ?? randomUUID();
  if (!told) logError(error, log, errorId);
  const message = `something went wrong on our side; give this id when you report it: ${errorId}`;
  return { ...where, message, extensions: { code, errorId } };
}

/** What a client may see of an error of ours, in the shape of GraphQL's errors. */
export function shown({ code, message, fields, reason, retryAfterSeconds, extensions: more }: AppError): {
  message: string;
  extensions: Record<string, unknown> & { code: ErrorCode };
} {
  const extensions = {
    ...more,
    code,
    ...(fields ? { fields } : {}),
    ...(reason ? { reason } : {}),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
  return { message, extensions };
}

/** An error of an operation that did not come through Apollo, as the client sees it. */
export function presentError(error: unknown, ctx: PublicContext): GraphQLFormattedError {
  const known = error instanceof GraphQLError ? error : new GraphQLError('failed', { originalError: error as Error });
  tellError(known, ctx);
  return formatError(known.toJSON(), known, ctx.log);
}

/** An error that ends an HTTP request before anything was executed: Apollo answers it with the code's own status. */
export function refuse(error: AppError): GraphQLError {
  const headers = new HeaderMap();
  if (error.retryAfterSeconds !== undefined) headers.set('retry-after', String(error.retryAfterSeconds));
  const http = { status: ERROR_CODES[error.code].httpStatus, headers };
  return new GraphQLError(error.message, { originalError: error, extensions: { code: error.code, http } });
}

function codeOf(error: unknown, cause: unknown, { extensions }: GraphQLFormattedError): ErrorCode {
  if (cause instanceof AppError) return cause.code;
  const code = CODE_OF_APOLLO[String(extensions?.code ?? '')];
  return code ?? (isRefusedByGraphql(error) ? 'INVALID_INPUT' : 'INTERNAL');
}

/** Whether graphql itself found fault with the document, the variables or an argument: such errors name the place. */
function isRefusedByGraphql(error: unknown): boolean {
  if (!(error instanceof GraphQLError)) return false;
  const own = error.path ? error.originalError : error;
  return own instanceof GraphQLError && own.source !== undefined;
}

function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

/** What a client sent stays out of the log: graphql's own refusals quote it, an AppError says what it says by design. */
function logError(error: unknown, log: Log, errorId: string): void {
  const cause = causeOf(error);
  const { path, message, extensions } = error as GraphQLError;
  const code = codeOf(error, cause, { message, extensions });
  if (code === 'INTERNAL') {
    log.error({ err: cause, errorId, path }, 'request failed');
  } else {
    const said = cause instanceof AppError ? { reason: cause.message, err: cause.cause } : {};
    log[ERROR_CODES[code].logLevel]({ code, path, ...said }, 'request refused');
  }
}
