import { GraphQLJSON } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ActionKind, HttpHeader } from '../action/action.type.ts';
import type { StoredActionKind } from '../action/stored-action.ts';
import type { ConditionOperator } from '../condition/index.ts';
import { ConditionOperatorEnum } from '../condition.input.ts';

@ObjectType({ description: 'How one condition turned out for an event.' })
export class ExplainedCondition {
  @Field(() => String, { description: 'Where it stands: `conditions.0`.' })
  path: string;

  @Field(() => String)
  field: string;

  @Field(() => ConditionOperatorEnum)
  operator: ConditionOperator;

  @Field(() => GraphQLJSON, { nullable: true, description: 'What the condition compares with.' })
  expected: unknown;

  @Field(() => GraphQLJSON, { nullable: true, description: "The event's value." })
  actual: unknown;

  @Field(() => Boolean, { description: 'Whether the condition holds.' })
  matched: boolean;
}

@ObjectType({ description: 'A request that would be sent, secrets masked.' })
export class PreviewedRequest {
  @Field(() => String)
  method: string;

  @Field(() => String)
  url: string;

  @Field(() => [HttpHeader])
  headers: HttpHeader[];

  @Field(() => String, { nullable: true })
  body: string | null;

  @Field(() => Boolean, { description: 'Whether the headers of Standard Webhooks would be added.' })
  isSigned: boolean;
}

@ObjectType({ description: 'What one action would do for an event.' })
export class PreviewedDelivery {
  @Field(() => ID, { description: 'Of an integration that is not saved yet, an id that means nothing.' })
  integrationId: string;

  @Field(() => String)
  integrationName: string;

  @Field(() => Int, { description: 'Which of its actions, from 0.' })
  actionIndex: number;

  @Field(() => ActionKind)
  kind: StoredActionKind;

  @Field(() => Boolean, { description: 'Whether the integration would fire: type and conditions fit.' })
  matched: boolean;

  @Field(() => [ExplainedCondition], { description: 'How each condition turned out.' })
  explanation: ExplainedCondition[];

  @Field(() => PreviewedRequest, { nullable: true, description: 'What would be sent, also when it does not fire.' })
  request: PreviewedRequest | null;

  @Field(() => String, { nullable: true, description: 'What would be logged.' })
  message: string | null;

  @Field(() => String, { nullable: true, description: 'Why it cannot be rendered for this event.' })
  error: string | null;
}
