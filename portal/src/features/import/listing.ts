import { listing } from '@/components/data-list/listing';
import { importsQuery } from './import.documents';

export const importListing = listing({
  document: importsQuery,
  filters: {},
  variables: (_state, _filters, page) => page,
  page: (data) => data.userImports,
});
