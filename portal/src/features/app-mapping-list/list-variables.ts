import { type ListState, pageOf } from '@/components/data-list/list-state';
import type { AppMappingsQueryVariables } from '../../../generated/graphql';

/** What the list asks for, for the server's first paint and for the page alike. */
export function mappingListVariables(
  state: ListState,
  applicationId: string | null,
  page = pageOf(state),
): AppMappingsQueryVariables {
  return { ...page, filter: applicationId ? { applicationId } : null };
}
