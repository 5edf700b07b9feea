import { parseAsString } from 'nuqs/server';
import { orderOf } from '@/components/data-list/list-state';
import { listing } from '@/components/data-list/listing';
import { appMappingsQuery, MAPPING_ORDERS, OLDEST_FIRST } from '@/features/app-mapping';

export const appMappingListing = listing({
  document: appMappingsQuery,
  filters: { application: parseAsString, person: parseAsString, group: parseAsString },
  variables: (state, { application, person, group }, page) => ({
    ...page,
    filter: {
      ...(application ? { applicationId: application } : {}),
      ...(person ? { userId: person } : {}),
      ...(group ? { groupId: group } : {}),
      ...(state.q ? { text: state.q } : {}),
    },
    orderBy: orderOf(state, MAPPING_ORDERS, OLDEST_FIRST),
  }),
  page: (data) => data.appMappings,
});
