import { AppError } from '../../errors.ts';

/** The refusal of a subscription that came another way. */
export function overWebSocketOnly(): AppError {
  return new AppError('INVALID_INPUT', 'subscriptions are served over WebSocket (graphql-transport-ws) at /graphql');
}

/**
 * The `subscribe` of a subscription field in the schema. Over WebSocket the live server answers such a field itself,
 * from a LiveField of the same name; anywhere else there is no way to.
 */
export function servedLive(): AsyncIterable<never> {
  throw overWebSocketOnly();
}
