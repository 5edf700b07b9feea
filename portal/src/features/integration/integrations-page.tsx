import { prefetchedList } from '@/components/data-list/prefetched-list';
import { IntegrationList } from './integration-list';
import { integrationListing } from './listing';

export const IntegrationsPage = prefetchedList(integrationListing, IntegrationList);
