import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import { servedLive } from '../../graphql/live/index.ts';
import { ActionFlow } from './flow.type.ts';

@Resolver()
export class ActionFlowSubscription {
  @Subscription(() => ActionFlow, {
    subscribe: servedLive,
    description: 'Flows as they change. With `after`, those changed since that cursor come first: none is missed.',
  })
  actionFlowUpdated(
    @Root() flow: ActionFlow,
    @Arg('flowId', () => ID, { nullable: true, description: 'Only this one.' }) _flowId?: string,
    @Arg('after', () => String, { nullable: true, description: 'The `cursor` of the last flow seen.' }) _after?: string,
  ): ActionFlow {
    return flow;
  }
}
