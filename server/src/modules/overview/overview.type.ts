import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

export enum AttentionKindName {
  FAILED_DELIVERIES = 'FAILED_DELIVERIES',
  DISABLED_INTEGRATION = 'DISABLED_INTEGRATION',
  FAILED_RUNS = 'FAILED_RUNS',
  RUN_TO_CONFIRM = 'RUN_TO_CONFIRM',
  FAILED_FLOW = 'FAILED_FLOW',
  FLOW_TO_CONFIRM = 'FLOW_TO_CONFIRM',
  FLOW_APPROVAL = 'FLOW_APPROVAL',
  FAILING_CONNECTION = 'FAILING_CONNECTION',
}
registerEnumType(AttentionKindName, {
  name: 'AttentionKind',
  description: 'What wants a person, and so what the id opens: an integration, a task, a run, a flow, a connection.',
});

export enum WaitingKindName {
  TASK_RUN = 'TASK_RUN',
  ACTION_FLOW = 'ACTION_FLOW',
  DELIVERY = 'DELIVERY',
}
registerEnumType(WaitingKindName, { name: 'WaitingKind', description: 'What waits, and so what the id opens.' });

@ObjectType({ description: 'How much happened in one minute; null for what the actor may not see.' })
export class PulseMinute {
  @Field(() => GraphQLDateTime, { description: 'When it began.' })
  minute: Date;

  @Field(() => Int, { nullable: true, description: 'Events that fired.' })
  events: number | null;

  @Field(() => Int, { nullable: true, description: 'Deliveries that were created.' })
  deliveries: number | null;

  @Field(() => Int, { nullable: true, description: 'Runs of tasks that were created.' })
  taskRuns: number | null;

  @Field(() => Int, { nullable: true, description: 'Flows that were started.' })
  actionFlows: number | null;
}

@ObjectType({ description: 'Something that a person should look at.' })
export class Attention {
  @Field(() => AttentionKindName)
  kind: AttentionKindName;

  @Field(() => ID, { description: 'Of what to open; its kind says what that is.' })
  id: string;

  @Field(() => String, { description: 'The name of the integration, task, chain or connection.' })
  title: string;

  @Field(() => String, { nullable: true, description: 'The newest error, or what is asked.' })
  reason: string | null;

  @Field(() => Int, { description: 'How many there are; of a run to confirm, its removals.' })
  count: number;

  @Field(() => GraphQLDateTime, { description: 'When the oldest of them began.' })
  since: Date;
}

@ObjectType({ description: 'Something that waits, and for what.' })
export class Waiting {
  @Field(() => WaitingKindName)
  kind: WaitingKindName;

  @Field(() => ID, { description: 'Of the run, the flow or the delivery.' })
  id: string;

  @Field(() => String, { description: 'The name of its task or chain, or its integration and the type of the event.' })
  title: string;

  @Field(() => String, { nullable: true, description: 'For people; of a delivery, what its last attempt ended with.' })
  waitingFor: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it goes on by itself, where that is known.' })
  until: Date | null;

  @Field(() => GraphQLDateTime, { description: 'When it was created.' })
  since: Date;
}

@ObjectType({ description: 'Which of the first steps an organisation has taken.' })
export class FirstSteps {
  @Field(() => Boolean, { description: 'There is somebody beside its first owner.' })
  hasUsers: boolean;

  @Field(() => Boolean, { description: 'There is a group.' })
  hasGroup: boolean;

  @Field(() => Boolean, { description: 'There is an integration, enabled or not.' })
  hasIntegration: boolean;

  @Field(() => Boolean, { description: 'A delivery that is still kept has succeeded.' })
  hasDelivered: boolean;

  @Field(() => Boolean, { description: 'There is a task beside the built-in ones.' })
  hasTask: boolean;

  @Field(() => Boolean, { description: 'There is a connection of an installed plugin.' })
  hasConnection: boolean;

  @Field(() => Boolean, { description: 'There is an action chain.' })
  hasChain: boolean;
}
