import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ActionEffect } from '../../graphql/action-effect.ts';
import { connectionOf } from '../../graphql/connection.ts';
import { Execution } from '../../graphql/execution.type.ts';
import { RunMode } from '../../graphql/run-mode.ts';
import { ActionFlowStatus, FlowStepStatus, FlowTrigger } from './flow-enums.type.ts';

@ObjectType({ description: 'One try at a step, and what came back.' })
export class FlowStepTry {
  @Field(() => Int, { description: 'From 1.' })
  number: number;

  @Field(() => String, {
    description: '`changed`, `noop`, `planned`, `waiting`, `skipped`, `failed` or `interrupted`.',
  })
  outcome: string;

  @Field(() => String, { nullable: true })
  error: string | null;

  @Field(() => String, { nullable: true, description: 'The kind of failure, as of the step.' })
  errorKind: string | null;

  @Field(() => GraphQLJSON, {
    description: 'The requests that wrote, or in a plan would have, as of `ActionEffectRequest`; secrets are masked.',
  })
  effects: unknown;

  @Field(() => GraphQLJSON, { description: 'What the plugin wrote while it ran, as of `ActionLogLine`.' })
  logs: unknown;

  @Field(() => GraphQLDateTime)
  startedAt: Date;

  @Field(() => GraphQLDateTime)
  finishedAt: Date;
}

@ObjectType({ description: 'One step of a flow, as the chain had it when the flow was started.' })
export class ActionFlowStep {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { description: 'From 0. What undoes steps comes after all others.' })
  position: number;

  @Field(() => String)
  name: string;

  @Field(() => ID, { nullable: true })
  connectionId: string | null;

  @Field(() => ID, { nullable: true, description: 'The version of the plugin that the flow began with.' })
  pluginVersionId: string | null;

  @Field(() => String, { description: 'The action that it performs.' })
  actionType: string;

  @Field(() => ActionEffect, { description: 'What it does to the directory or the outside world.' })
  effect: ActionEffect;

  @Field(() => ID, { nullable: true, description: 'The step that this one undoes.' })
  undoesId: string | null;

  @Field(() => FlowStepStatus)
  status: FlowStepStatus;

  @Field(() => String, {
    nullable: true,
    description: '`changed`, `noop`, `skipped`, `failed`, or in a plan `planned`.',
  })
  outcome: string | null;

  @Field(() => String, { nullable: true, description: 'Why there was nothing to do, or why it was skipped.' })
  reason: string | null;

  @Field(() => GraphQLJSON, { nullable: true, description: 'What its bindings came to.' })
  input: unknown;

  @Field(() => GraphQLJSON, { nullable: true, description: 'What its action has answered.' })
  output: unknown;

  @Field(() => String, { nullable: true })
  error: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The kind of failure: `not_found`, `rate_limited`, `deadline` or `rejected`, for example.',
  })
  errorKind: string | null;

  @Field(() => Int, { description: 'How often it was tried.' })
  attempts: number;

  @Field(() => String, { nullable: true, description: 'What it waits for, for people.' })
  waitingFor: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Until when; null when only a person moves it.' })
  waitingUntil: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true })
  startedAt: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true })
  finishedAt: Date | null;
}

@ObjectType({ description: 'One execution of an action chain.' })
export class ActionFlow extends Execution {
  @Field(() => ID)
  chainId: string;

  @Field(() => String, { description: 'As the chain was named when it was started.' })
  chainName: string;

  @Field(() => Int, { description: 'The version of the steps that it has.' })
  chainVersion: number;

  @Field(() => ActionFlowStatus)
  status: ActionFlowStatus;

  @Field(() => RunMode)
  mode: RunMode;

  @Field(() => FlowTrigger, { description: 'What started it.' })
  trigger: FlowTrigger;

  @Field(() => GraphQLJSON)
  input: unknown;

  @Field(() => ID, { nullable: true, description: 'The user whom it is about.' })
  subjectId: string | null;

  @Field(() => GraphQLJSON, { nullable: true, description: 'The subject as it was when the flow was started.' })
  subject: unknown;

  @Field(() => ID, { nullable: true, description: 'The flow that it is a step of.' })
  parentFlowId: string | null;

  @Field(() => Boolean, { description: 'Whether it undoes, or has undone, what it had changed.' })
  isCompensating: boolean;

  @Field(() => String, { nullable: true, description: 'What it waits for, for people.' })
  waitingFor: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it goes on by itself; null when only an answer or a person moves it.',
  })
  wakeAt: Date | null;
}

@ObjectType({ description: 'A decision that a flow waits for.' })
export class FlowApproval {
  @Field(() => ID, { description: 'What `approveFlowStep` and `rejectFlowStep` take.' })
  stepId: string;

  @Field(() => ID)
  flowId: string;

  @Field(() => String, { description: 'The chain whose flow asks.' })
  chainName: string;

  @Field(() => String, { description: 'What is asked.' })
  message: string;

  @Field(() => String, { nullable: true, description: 'Whom it is about.' })
  subjectEmail: string | null;

  @Field(() => String, { nullable: true, description: 'Who started the flow, by email.' })
  startedBy: string | null;

  @Field(() => GraphQLDateTime, { description: 'What follows then is decided by the chain.' })
  until: Date;
}

export const ActionFlowConnection = connectionOf(ActionFlow);
