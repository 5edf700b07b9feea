import { type ListState, pageOf } from '@/components/data-list/list-state';
import type { ActionFlowStatus, FlowsQueryVariables } from '../../../generated/graphql';

export const STATUSES: readonly ActionFlowStatus[] = [
  'PENDING',
  'RUNNING',
  'WAITING',
  'SUCCESS',
  'FAILED',
  'CANCELLED',
  'COMPENSATED',
];

export interface FlowFilters {
  status: string | null;
  mode: string | null;
  chain: string | null;
}

/** What the list asks for, for the server's first paint and for the page alike. */
export function flowListVariables(
  state: ListState,
  { status, mode, chain }: FlowFilters,
  page = pageOf(state),
): FlowsQueryVariables {
  return {
    ...page,
    text: state.q || null,
    status: STATUSES.find((each) => each === status) ?? null,
    mode: mode === 'PLAN' || mode === 'APPLY' ? mode : null,
    chainId: chain,
  };
}
