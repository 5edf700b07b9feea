export { actionInWords } from './action-in-words';
export {
  deliveriesQuery,
  deliveryUpdatedSubscription,
  replayMissingMutation,
} from './delivery.documents';
export { DELIVERY_COLUMNS } from './delivery-columns';
export { DeliveryStatusBadge } from './delivery-status-badge';
export { DeliveryTable } from './delivery-table';
export { deliveryFilterParsers, deliveryListVariables, STATUS_OPTIONS } from './list-variables';
export { RecoverButton } from './recover-button';
export { useLiveDeliveries } from './use-live-deliveries';
export { useRetryDeliveries } from './use-retry-deliveries';
