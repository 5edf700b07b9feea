export { DeliveriesPage } from './deliveries-page';
export { deliveriesQuery, replayMissingMutation } from './delivery.documents';
export { DeliveryPage } from './delivery-page';
export { DeliveryStatusBadge } from './delivery-status-badge';
export { DeliveryTable } from './delivery-table';
export { RecoverButton } from './recover-button';
