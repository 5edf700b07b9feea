import { parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { directionOf } from '@/components/data-list/list-state';
import { listing } from '@/components/data-list/listing';
import { spanParsers, spanVariables } from '@/components/span';
import { auditLogQuery } from './audit.documents';

export const auditListing = listing({
  document: auditLogQuery,
  filters: {
    actor: parseAsString,
    action: parseAsString,
    type: parseAsString,
    target: parseAsString,
    outcome: parseAsStringLiteral(['CHANGED', 'NOOP', 'SKIPPED', 'FAILED']),
    ...spanParsers,
  },
  variables: (state, { actor, action, type, target, outcome, ...span }, page) => ({
    ...page,
    filter: {
      ...(actor ? { actorId: actor } : {}),
      ...(action ? { actions: [action] } : {}),
      ...(type ? { targetType: type } : {}),
      ...(target ? { targetId: target } : {}),
      ...(outcome ? { outcome } : {}),
      ...(state.q ? { text: state.q } : {}),
      ...spanVariables(span),
    },
    direction: directionOf(state),
  }),
  page: (data) => data.auditLog,
});
