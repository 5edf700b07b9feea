import { Arg, Args, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { toConnection } from '../../graphql/connection.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { loaderOf } from '../../loader.ts';
import { describeEventTypes } from './describe-event-types.ts';
import { EventsArgs } from './event.args.ts';
import { Event, EventConnection } from './event.type.ts';
import { DescribedEventType } from './event-type.type.ts';
import { listEvents, readEvent, readEvents } from './list.ts';
import { EventSubject } from './subject.type.ts';
import { subjectsOf } from './subjects.ts';

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

  @FieldResolver(() => [EventSubject], { description: 'Whom and what it is about, the most telling first.' })
  subjects(@Root() event: Event) {
    return subjectsOf(event);
  }

  @FieldResolver(() => Event, {
    nullable: true,
    description: 'The event that made Joinery do this; null when there is none, or it is no longer kept.',
  })
  async cause(@SignedIn() ctx: Context, @Root() { causationId }: Event) {
    if (!causationId) return null;
    return (await loaderOf(ctx, 'event.cause', (ids) => readEvents(ctx, ids)).load(causationId)) ?? null;
  }
}
