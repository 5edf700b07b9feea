import { prefetchedList } from '@/components/data-list/prefetched-list';
import { deliveryListing } from '@/features/delivery';
import { prefetch } from '@/lib/api/prefetched';
import { DeliveryList } from './delivery-list';
import { eventTypeNamesQuery } from './delivery-log.documents';

export const DeliveriesPage = prefetchedList(deliveryListing, DeliveryList, [prefetch(eventTypeNamesQuery, {})]);
