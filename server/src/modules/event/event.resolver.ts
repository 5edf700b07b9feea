import { Arg, Args, ID, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { toConnection } from '../../graphql/connection.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { describeEventTypes } from './describe-event-types.ts';
import { EventsArgs } from './event.args.ts';
import { Event, EventConnection } from './event.type.ts';
import { DescribedEventType } from './event-type.type.ts';
import { listEvents, readEvent } from './list.ts';

@Resolver(() => Event)
export class EventResolver {
  @Query(() => [DescribedEventType], { description: 'Every event type there is, with the fields of its payload.' })
  eventTypes(@SignedIn() _ctx: Context) {
    return describeEventTypes();
  }

  @Query(() => EventConnection, { description: 'What happened in the tenant, the newest first.' })
  async events(@SignedIn() ctx: Context, @Args(() => EventsArgs) { filter, ...page }: EventsArgs) {
    return toConnection(await listEvents(ctx, { page, filter }), (event) => event);
  }

  @Query(() => Event, { description: 'One event.' })
  event(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return readEvent(ctx, id);
  }
}
