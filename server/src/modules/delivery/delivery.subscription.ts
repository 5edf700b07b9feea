import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import { servedLive } from '../../graphql/live/index.ts';
import { Delivery } from './delivery.type.ts';

@Resolver()
export class DeliverySubscription {
  @Subscription(() => Delivery, {
    subscribe: servedLive,
    description: 'Deliveries as they change. With `after`, those changed since that cursor come first: none is missed.',
  })
  deliveryUpdated(
    @Root() delivery: Delivery,
    @Arg('integrationId', () => ID, { nullable: true, description: 'Only those of this integration.' })
    _integrationId?: string,
    @Arg('after', () => String, { nullable: true, description: 'The `cursor` of the last delivery seen.' })
    _after?: string,
  ): Delivery {
    return delivery;
  }
}
