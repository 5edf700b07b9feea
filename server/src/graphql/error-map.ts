import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { AppError, ERROR_CODES } from '../errors.ts';
import type { Log } from '../platform/log.ts';

/** Apollo's own codes, as ours. What is refused before a resolver runs is the client's to mend. */
const CODE_OF_APOLLO: Record<string, keyof typeof ERROR_CODES> = {
  GRAPHQL_PARSE_FAILED: 'INVALID_INPUT',
  GRAPHQL_VALIDATION_FAILED: 'INVALID_INPUT',
  BAD_USER_INPUT: 'INVALID_INPUT',
  BAD_REQUEST: 'INVALID_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'INVALID_INPUT',
  PERSISTED_QUERY_NOT_FOUND: 'INVALID_INPUT',
  PERSISTED_QUERY_NOT_SUPPORTED: 'INVALID_INPUT',
};

/**
 * The one place where an error becomes what a client sees. An AppError shows its message and code; Apollo's own
 * refusals keep their message; anything else is INTERNAL with an id under which its cause stands in the log.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown, log: Log): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  const errorId = randomUUID();
  if (cause instanceof AppError) {
    log[ERROR_CODES[cause.code].logLevel]({ err: cause, errorId, path: formatted.path }, 'request refused');
    return { ...where(formatted), message: cause.message, extensions: extensionsOf(cause) };
  }
  const apolloCode = String(formatted.extensions?.['code'] ?? '');
  const code = apolloCode in ERROR_CODES ? apolloCode : CODE_OF_APOLLO[apolloCode];
  if (code && code !== 'INTERNAL') return { ...where(formatted), message: formatted.message, extensions: { code } };
  log.error({ err: cause, errorId, path: formatted.path }, 'request failed');
  const message = `something went wrong on our side; give this id when you report it: ${errorId}`;
  return { ...where(formatted), message, extensions: { code: 'INTERNAL', errorId } };
}

function where({ path, locations }: GraphQLFormattedError) {
  return { ...(path ? { path } : {}), ...(locations ? { locations } : {}) };
}

function extensionsOf({ code, fields, reason, retryAfterSeconds }: AppError) {
  return {
    code,
    ...(fields ? { fields } : {}),
    ...(reason ? { reason } : {}),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}

/** The same mapping for errors that arise outside of Apollo: subscriptions. */
export function toGraphqlError(error: unknown, log: Log): GraphQLError {
  const original = error instanceof GraphQLError ? error : new GraphQLError('failed', { originalError: error as Error });
  const { message, ...rest } = formatError(original.toJSON(), original, log);
  return new GraphQLError(message, { ...(rest.extensions ? { extensions: rest.extensions } : {}) });
}
