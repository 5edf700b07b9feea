import { parseAsString } from 'nuqs/server';
import { listing } from '@/components/data-list/listing';
import { appMappingsQuery } from '@/features/app-mapping';

export const appMappingListing = listing({
  document: appMappingsQuery,
  filters: { application: parseAsString },
  variables: (_, { application }, page) => ({
    ...page,
    filter: application ? { applicationId: application } : null,
  }),
  page: (data) => data.appMappings,
});
