import { type ListState, pageOf } from '@/components/data-list/list-state';
import type { ConnectionHealth, ConnectionsQueryVariables } from '../../../generated/graphql';

const HEALTHS: readonly ConnectionHealth[] = ['HEALTHY', 'FAILING', 'UNKNOWN'];

/** What the list asks for, for the server's first paint and for the page alike. */
export function connectionListVariables(
  state: ListState,
  health: string | null,
  page = pageOf(state),
): ConnectionsQueryVariables {
  return { ...page, text: state.q || null, health: HEALTHS.find((each) => each === health) ?? null };
}
