import type { GraphQLFormattedError, OperationDefinitionNode } from 'graphql';
import { ERROR_CODES } from '../errors.ts';
import type { OperationType, RequestOutcome } from '../platform/telemetry/index.ts';
import type { GraphqlContext } from './signed-in.ts';

const MOST_NAME = 100;

/** What is known of an operation when it has been answered. */
export interface AnsweredOperation {
  transport: 'http' | 'websocket';
  /** Null for what was refused before it was known to be an operation. */
  operation: OperationDefinitionNode | null;
  errors: readonly GraphQLFormattedError[] | undefined;
  /** As `performance.now()` gives it. */
  startedAt: number;
}

/** Counts, times and logs an operation. What it asked for and got stays out of the log: only its name and outcome. */
export function reportOperation(graphql: GraphqlContext, answered: AnsweredOperation): void {
  const { log, metrics } = graphql.context ?? graphql.public;
  const durationMs = performance.now() - answered.startedAt;
  const kind: OperationType = answered.operation?.operation ?? 'query';
  const outcome = outcomeOf(answered.errors);
  metrics.observeRequest(kind, outcome, durationMs / 1000);
  const { transport } = answered;
  const operation = nameOf(answered.operation);
  log.info({ operation, kind, transport, outcome, durationMs: Math.round(durationMs * 10) / 10 }, 'operation');
}

/** The operation's own name, or that of its first field: clients need not name what they send. */
export function nameOf(operation: OperationDefinitionNode | null): string {
  const [first] = operation?.selectionSet.selections ?? [];
  const field = first && 'name' in first ? first.name.value : 'unknown';
  return (operation?.name?.value ?? field).slice(0, MOST_NAME);
}

function outcomeOf(errors: AnsweredOperation['errors']): RequestOutcome {
  const code = errors?.[0]?.extensions?.code;
  if (!errors?.length) return 'OK';
  return typeof code === 'string' && code in ERROR_CODES ? (code as RequestOutcome) : 'INTERNAL';
}
