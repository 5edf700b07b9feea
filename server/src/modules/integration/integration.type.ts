import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../graphql/connection.ts';
import { Action, toAction } from './action/action.type.ts';
import type { ConditionNode, ConditionOperator } from './condition/index.ts';
import { ConditionOperatorEnum } from './condition.input.ts';
import type { IntegrationRow } from './internal.ts';

@ObjectType({ description: 'One test of one field, or a group of them; see `ConditionInput`.' })
export class Condition {
  @Field(() => String, { nullable: true })
  field: string | null;

  @Field(() => ConditionOperatorEnum, { nullable: true })
  operator: ConditionOperator | null;

  @Field(() => GraphQLJSON, { nullable: true })
  value: unknown;

  @Field(() => Int, { description: 'Its place among the others, from 1.' })
  order: number;

  @Field(() => [Condition], { nullable: true, description: 'Of a group: all of these must hold.' })
  all: Condition[] | null;

  @Field(() => [Condition], { nullable: true, description: 'Of a group: one of these must hold.' })
  any: Condition[] | null;
}

@ObjectType({ description: 'Listens to events, and runs its actions where the conditions hold.' })
export class Integration {
  @Field(() => ID)
  id: string;

  @Field(() => String)
  name: string;

  @Field(() => String)
  description: string;

  @Field(() => Boolean)
  enabled: boolean;

  @Field(() => [String], { description: 'The triggers; see `eventTypes`.' })
  eventTypes: string[];

  @Field(() => [Condition], { description: 'All of them must hold.' })
  conditions: Condition[];

  @Field(() => GraphQLJSON, {
    description: 'The same conditions as one value, however deep: `[{field, operator, value}, {any: […]}]`.',
  })
  conditionTree: unknown;

  @Field(() => [Action])
  actions: Action[];

  @Field(() => Int, { description: 'Counts its changes.' })
  version: number;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Since when its deliveries do nothing but fail.' })
  failingSince: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true })
  disabledAt: Date | null;

  @Field(() => String, { nullable: true, description: 'By whom, or why, it was disabled.' })
  disabledReason: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Answered when a change enables it: how many events it missed. See `replayMissing`.',
  })
  missedEvents: number | null;

  @Field(() => GraphQLDateTime)
  createdAt: Date;

  @Field(() => GraphQLDateTime)
  updatedAt: Date;
}

export const IntegrationConnection = connectionOf(Integration);

@ObjectType({ description: 'What will not work yet in an integration, or should be thought over.' })
export class IntegrationWarning {
  @Field(() => String, { description: 'Where: `actions.0.http.body`.' })
  path: string;

  @Field(() => String)
  message: string;
}

/** An integration as the API shows it. */
export function toIntegration(row: IntegrationRow & { missedEvents?: number | null }) {
  return {
    ...row,
    missedEvents: row.missedEvents ?? null,
    conditions: (row.conditions.all ?? []).map(toCondition),
    conditionTree: row.conditions.all ?? [],
    actions: row.actions.map(toAction),
  };
}

function toCondition(node: ConditionNode, index: number): Condition {
  const order = index + 1;
  if ('operator' in node) {
    const { field, operator, value } = node;
    return { field, operator, value: value ?? null, order, all: null, any: null };
  }
  const { all, any } = node as Exclude<ConditionNode, { operator: unknown }>;
  const inner = { all: all?.map(toCondition) ?? null, any: any?.map(toCondition) ?? null };
  return { field: null, operator: null, value: null, order, ...inner };
}
