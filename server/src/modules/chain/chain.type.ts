import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ActionEffect } from '../../graphql/action-effect.ts';
import { connectionOf } from '../../graphql/connection.ts';
import { ChainPurpose, OnFailureEnum, StepConditionOperator } from './chain-enums.type.ts';

@ObjectType({ description: 'How often a step is tried.' })
export class RetryPolicy {
  @Field(() => Int, { description: 'All tries, the first one included.' })
  maxAttempts: number;

  @Field(() => Int, { description: 'Before the second try; doubled for each further one.' })
  backoffSeconds: number;

  @Field(() => Int, { description: 'The longest wait between two tries.' })
  maxBackoffSeconds: number;
}

@ObjectType({ description: 'When a step runs; otherwise it is skipped.' })
export class StepCondition {
  @Field(() => GraphQLJSON, { nullable: true })
  value: unknown;

  @Field(() => StepConditionOperator)
  operator: StepConditionOperator;

  @Field(() => GraphQLJSON, { nullable: true, description: 'What the value is compared with.' })
  to: unknown;
}

@ObjectType({ description: 'One step of a chain.' })
export class ChainStepType {
  @Field(() => String)
  name: string;

  @Field(() => ID, { nullable: true, description: 'Null for what Joinery does itself.' })
  connectionId: string | null;

  @Field(() => String, { description: 'The action that it performs.' })
  actionType: string;

  @Field(() => GraphQLJSON, { description: 'With its bindings, as they were saved.' })
  input: unknown;

  @Field(() => OnFailureEnum, { description: 'What follows when it has failed for good.' })
  onFailure: OnFailureEnum;

  @Field(() => RetryPolicy, { description: 'How often it is tried.' })
  retry: RetryPolicy;

  @Field(() => Int)
  timeoutSeconds: number;

  @Field(() => StepCondition, { nullable: true, description: 'When it runs; always, when null.' })
  when: StepCondition | null;
}

@ObjectType({ description: 'The steps of a chain as they were saved at one time.' })
export class ActionChainVersion {
  @Field(() => Int, { description: 'From 1.' })
  version: number;

  @Field(() => [ChainStepType], { description: 'In their order.' })
  steps: ChainStepType[];

  @Field(() => GraphQLJSON, { nullable: true, description: "JSON Schema of its flows' input; null takes any." })
  inputSchema: unknown;

  @Field(() => ID, { nullable: true })
  createdById: string | null;

  @Field(() => GraphQLDateTime)
  createdAt: Date;
}

@ObjectType({ description: 'An ordered template of steps that give or take away something.' })
export class ActionChain {
  @Field(() => ID)
  id: string;

  @Field(() => String, { description: 'Unique in the tenant.' })
  name: string;

  @Field(() => String)
  description: string;

  @Field(() => ChainPurpose, { description: 'Whether it gives or takes away.' })
  purpose: ChainPurpose;

  @Field(() => ID, {
    nullable: true,
    description: 'The chain that takes away what this one gives, or the other way round.',
  })
  counterpartId: string | null;

  @Field(() => Int, { description: 'The version of its steps that new flows start with.' })
  version: number;

  @Field(() => GraphQLDateTime)
  createdAt: Date;

  @Field(() => GraphQLDateTime)
  updatedAt: Date;
}

@ObjectType({ description: 'Something that Joinery does itself as a step of a chain.' })
export class CoreActionType {
  @Field(() => String, { description: 'As `actionType` of a step names it.' })
  name: string;

  @Field(() => String, { description: 'For people.' })
  title: string;

  @Field(() => String)
  description: string;

  @Field(() => GraphQLJSON, { description: 'JSON Schema 2020-12.' })
  inputSchema: unknown;

  @Field(() => GraphQLJSON, { description: 'JSON Schema 2020-12.' })
  outputSchema: unknown;

  @Field(() => ActionEffect, { description: 'What it does to the directory or the outside world.' })
  effect: ActionEffect;

  @Field(() => String, { nullable: true, description: 'The action that undoes it.' })
  inverse: string | null;
}

export const ActionChainConnection = connectionOf(ActionChain);
