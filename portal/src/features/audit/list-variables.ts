import { parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { type ListState, pageOf } from '@/components/data-list/list-state';
import { type SpanState, spanParsers, spanVariables } from '@/components/span';
import type { AuditLogQueryVariables } from '../../../generated/graphql';

export const OUTCOMES = ['CHANGED', 'NOOP', 'SKIPPED', 'FAILED'] as const;

/** The list's filters in the URL. */
export const auditFilterParsers = {
  actor: parseAsString,
  action: parseAsString,
  type: parseAsString,
  target: parseAsString,
  outcome: parseAsStringLiteral(OUTCOMES),
  ...spanParsers,
};

export interface AuditFilters extends SpanState {
  readonly actor: string | null;
  readonly action: string | null;
  readonly type: string | null;
  readonly target: string | null;
  readonly outcome: (typeof OUTCOMES)[number] | null;
}

/** What the list asks for, for the server's first paint and for the page alike. */
export function auditListVariables(
  filters: AuditFilters,
  state: ListState,
  page = pageOf(state),
): AuditLogQueryVariables {
  const { actor, action, type, target, outcome } = filters;
  const filter = {
    ...(actor ? { actorId: actor } : {}),
    ...(action ? { actions: [action] } : {}),
    ...(type ? { targetType: type } : {}),
    ...(target ? { targetId: target } : {}),
    ...(outcome ? { outcome } : {}),
    ...(state.q ? { text: state.q } : {}),
    ...spanVariables(filters),
  };
  return { ...page, filter };
}
