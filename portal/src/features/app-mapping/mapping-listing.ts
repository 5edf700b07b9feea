import { orderOf } from '@/components/data-list/list-state';
import { listing } from '@/components/data-list/listing';
import { appMappingsQuery } from './app-mapping.documents';

export type MappingsOf = { applicationId: string } | { groupId: string };

export const MAPPING_ORDERS = ['ROLE', 'CREATED_AT', 'APPLICATION'] as const;
export const OLDEST_FIRST = { field: 'CREATED_AT', direction: 'ASC' } as const;

/** The roles in one application, or those of one group. */
export const mappingListingOf = (of: MappingsOf) =>
  listing({
    document: appMappingsQuery,
    scope: 'roles',
    filters: {},
    variables: (state, _, page) => ({
      ...page,
      filter: { ...of, ...(state.q ? { text: state.q } : {}) },
      orderBy: orderOf(state, MAPPING_ORDERS, OLDEST_FIRST),
    }),
    page: (data) => data.appMappings,
  });
