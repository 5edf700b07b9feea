import { Arg, Args, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { toConnection } from '../../graphql/connection.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { loaderOf } from '../../loader.ts';
import { Event, readEvents } from '../event/index.ts';
import { ActionKind, Integration, readIntegrations, toIntegration } from '../integration/index.ts';
import { cancelDelivery } from './cancel.ts';
import { DeliveriesArgs, SpanArgs } from './delivery.args.ts';
import {
  Attempt,
  AttemptStatus,
  Delivery,
  DeliveryConnection,
  RecoverResult,
  ReplayResult,
  RetriedDelivery,
} from './delivery.type.ts';
import { listDeliveries, readDelivery } from './list.ts';
import { recoverDeliveries } from './recover.ts';
import { attemptsOf } from './related.ts';
import { replayMissing } from './replay-missing.ts';
import { retryDelivery } from './retry.ts';
import { retryDeliveries } from './retry-many.ts';
import { sendTestEvent } from './send-test-event.ts';

@Resolver(() => Delivery)
export class DeliveryResolver {
  @Query(() => DeliveryConnection, { description: 'What was, or will be, delivered: that of the newest events first.' })
  async deliveries(
    @SignedIn() ctx: Context,
    @Args(() => DeliveriesArgs) { first, after, direction, ...filter }: DeliveriesArgs,
  ) {
    const page = { first, after, direction };
    return toConnection(await listDeliveries(ctx, { page, filter }), (delivery) => delivery);
  }

  @Query(() => Delivery, { description: 'One delivery.' })
  delivery(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return readDelivery(ctx, id);
  }

  @Mutation(() => Delivery, { description: 'Sends a delivery again, now and by the same id, whatever became of it.' })
  retryDelivery(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return retryDelivery(ctx, id);
  }

  @Mutation(() => [RetriedDelivery], {
    description: 'Sends up to 500 deliveries again, and answers for each what became of it.',
  })
  retryDeliveries(@SignedIn() ctx: Context, @Arg('ids', () => [ID]) ids: string[]) {
    return retryDeliveries(ctx, { ids });
  }

  @Mutation(() => Delivery, { description: 'Cancels a delivery that waits or is being sent.' })
  cancelDelivery(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return cancelDelivery(ctx, id);
  }

  @Mutation(() => RecoverResult, { description: 'Sends all failed deliveries of a span of time again.' })
  recoverDeliveries(@SignedIn() ctx: Context, @Args(() => SpanArgs) { integrationId, ...span }: SpanArgs) {
    return recoverDeliveries(ctx, integrationId, span);
  }

  @Mutation(() => ReplayResult, {
    description: 'Delivers what an integration has missed in a span of time, by being disabled or not being there yet.',
  })
  replayMissing(@SignedIn() ctx: Context, @Args(() => SpanArgs) { integrationId, ...span }: SpanArgs) {
    return replayMissing(ctx, integrationId, span);
  }

  @Mutation(() => Delivery, { description: 'Sends an example event, and answers the delivery of the first action.' })
  sendTestEvent(
    @SignedIn() ctx: Context,
    @Arg('integrationId', () => ID) integrationId: string,
    @Arg('eventType', () => String, { nullable: true, description: 'One of its types; without it, the first.' })
    eventType: string | null,
  ) {
    return sendTestEvent(ctx, integrationId, eventType);
  }

  @FieldResolver(() => ActionKind, { description: 'The kind of its action.' })
  actionKind(@Root() { actionType }: Delivery) {
    return actionType;
  }

  @FieldResolver(() => [Attempt], { description: 'In the order they were made.' })
  async attempts(@SignedIn() ctx: Context, @Root() { id }: Delivery) {
    const rows = await loaderOf(ctx, 'delivery.attempts', (ids) => attemptsOf(ctx, ids)).load(id);
    return (rows ?? []).map(({ isSuccess, ...attempt }) => ({
      ...attempt,
      status: isSuccess ? AttemptStatus.SUCCESS : AttemptStatus.FAILED,
    }));
  }

  @FieldResolver(() => Event, { nullable: true, description: 'Null once it is no longer kept.' })
  event(@SignedIn() ctx: Context, @Root() { eventId }: Delivery) {
    return loaderOf(ctx, 'delivery.event', (ids) => readEvents(ctx, ids)).load(eventId);
  }

  @FieldResolver(() => Integration, { nullable: true, description: 'A deleted one too, while it is kept.' })
  async integration(@SignedIn() ctx: Context, @Root() { integrationId }: Delivery) {
    const row = await loaderOf(ctx, 'delivery.integration', (ids) => readIntegrations(ctx, ids)).load(integrationId);
    return row ? toIntegration(row) : null;
  }
}
