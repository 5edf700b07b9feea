import { Kind, type OperationDefinitionNode } from 'graphql';
import type { ErrorCode } from '../../errors.ts';
import type { Answer } from './kept-answer.ts';

/** What may go better the next time, without a change of the request. */
const PASSING: ReadonlySet<unknown> = new Set<ErrorCode>(['INTERNAL', 'UPSTREAM_FAILED', 'LIMIT_EXCEEDED']);

/**
 * Whether a mutation's answer says that nothing was changed and that the same request may succeed later. Root fields
 * run one after the other: when a later one fails, or something inside of one, the first has been committed already.
 */
export function isRepeatable(operation: OperationDefinitionNode, { data, errors = [] }: Answer): boolean {
  if (data === undefined) return true;
  const [failed] = errors;
  if (!failed || !PASSING.has(failed.extensions?.code)) return false;
  if (Object.values(data ?? {}).some((value) => value !== null)) return false;
  return failed.path?.length === 1 && failed.path[0] === firstKey(operation);
}

/** The name in the answer of what runs first; undefined where a fragment would have to be looked into. */
function firstKey({ selectionSet }: OperationDefinitionNode): string | undefined {
  const [first] = selectionSet.selections;
  return first?.kind === Kind.FIELD ? (first.alias ?? first.name).value : undefined;
}
