import { FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { loaderOf } from '../../loader.ts';
import { Event } from '../event/index.ts';
import { Delivery } from './delivery.type.ts';
import { deliveriesOfEvents } from './related.ts';

/** What this module adds to events, which know nothing of deliveries. */
@Resolver(() => Event)
export class EventDeliveriesResolver {
  @FieldResolver(() => [Delivery], { description: 'What became of it, one for each action that it set off.' })
  async deliveries(@SignedIn() ctx: Context, @Root() { id }: Event) {
    return (await loaderOf(ctx, 'event.deliveries', (ids) => deliveriesOfEvents(ctx, ids)).load(id)) ?? [];
  }
}
