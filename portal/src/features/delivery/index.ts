export { actionInWords } from './action-in-words';
export { CANCEL_DELIVERIES, RETRY_DELIVERIES } from './bulk-acts';
export {
  cancelDeliveryMutation,
  deliveriesQuery,
  deliveryUpdatedSubscription,
  replayMissingMutation,
} from './delivery.documents';
export { DELIVERY_COLUMNS } from './delivery-columns';
export { DeliveryStatusBadge } from './delivery-status-badge';
export { DeliveryTable } from './delivery-table';
export { deliveryListing, STATUS_OPTIONS } from './listing';
export { RecoverButton } from './recover-button';
export { useLiveDeliveries } from './use-live-deliveries';
