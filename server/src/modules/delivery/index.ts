export { DeliveryResolver } from './delivery.resolver.ts';
export { DeliverySubscription } from './delivery.subscription.ts';
export { DeliverySendJob, startDelivery } from './engine/index.ts';
export { EventDeliveriesResolver } from './event-deliveries.resolver.ts';
export { IntegrationHealthResolver } from './integration-health.resolver.ts';
export { deliveryUpdated } from './live.ts';
