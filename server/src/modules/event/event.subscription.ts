import { Arg, Resolver, Root, Subscription } from 'type-graphql';
import { servedLive } from '../../graphql/live/index.ts';
import { Event } from './event.type.ts';

@Resolver()
export class EventSubscription {
  @Subscription(() => Event, {
    subscribe: servedLive,
    description: 'Events as they are committed. With `after`, those since that cursor come first: none is missed.',
  })
  eventOccurred(
    @Root() event: Event,
    @Arg('types', () => [String], { nullable: true, description: 'Only these; see `eventTypes`.' }) _types?: string[],
    @Arg('after', () => String, { nullable: true, description: 'The `cursor` of the last event seen.' })
    _after?: string,
  ): Event {
    return event;
  }
}
