import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../graphql/connection.ts';
import { Execution } from '../../graphql/execution.type.ts';
import { RunMode, RunTrigger, TaskRunStatus } from './task-enums.type.ts';

export enum EffectOutcome {
  PLANNED = 'planned',
  CHANGED = 'changed',
  NOOP = 'noop',
  SKIPPED = 'skipped',
  FAILED = 'failed',
}
registerEnumType(EffectOutcome, {
  name: 'EffectOutcome',
  description: 'PLANNED was not performed; NOOP was there already; SKIPPED was not wanted, and says why.',
});

@ObjectType({ description: 'One line that a run wrote.' })
export class LogLine {
  @Field(() => ID)
  id: string;

  @Field(() => GraphQLDateTime, { description: 'When that was.' })
  at: Date;

  @Field(() => String, { description: '`debug`, `info`, `warn` or `error`.' })
  level: string;

  @Field(() => String, { description: 'Secrets of the task are masked.' })
  text: string;

  @Field(() => String, { nullable: true, description: 'In a subscription: resumes right after this line.' })
  cursor?: string | null;
}

@ObjectType({
  description: 'One change to the directory or to the outside world that a run made, or in a plan would make.',
})
export class Effect {
  @Field(() => Int, { description: 'From 1, in the order in which it was asked for.' })
  number: number;

  @Field(() => String, { description: 'As in `group.add_member` or `http.request`.' })
  kind: string;

  @Field(() => String, { description: 'For people: `group.add_member alice@example.com → ops`.' })
  summary: string;

  @Field(() => GraphQLJSON, { description: 'What performs it; secrets stand there by their names.' })
  data: unknown;

  @Field(() => Boolean, { description: 'Whether it takes something away, and counts for the removal cap.' })
  isRemoval: boolean;

  @Field(() => EffectOutcome, { description: 'What became of it.' })
  outcome: EffectOutcome;

  @Field(() => GraphQLJSON, { nullable: true, description: 'The state that a planned effect rests on.' })
  basis: unknown;

  @Field(() => GraphQLJSON, { nullable: true, description: 'What came back; in a plan, the stand-in for it.' })
  result: unknown;

  @Field(() => String, { nullable: true })
  error: string | null;

  @Field(() => GraphQLDateTime, { description: 'When that was.' })
  at: Date;
}

@ObjectType({ description: 'One execution of a task.' })
export class TaskRun extends Execution {
  @Field(() => ID)
  taskId: string;

  @Field(() => Int, { nullable: true, description: 'The version of the script that it has, whatever comes after.' })
  scriptVersion: number | null;

  @Field(() => TaskRunStatus)
  status: TaskRunStatus;

  @Field(() => RunMode)
  mode: RunMode;

  @Field(() => RunTrigger, { description: 'What set it off.' })
  trigger: RunTrigger;

  @Field(() => ID, { nullable: true, description: 'The plan whose effects it performs.' })
  planRunId: string | null;

  @Field(() => String, {
    nullable: true,
    description: "SHA-256 over a plan's effects as canonical JSON, in hexadecimal.",
  })
  planHash: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'The tick that it stands for.' })
  scheduledFor: Date | null;

  @Field(() => String, { nullable: true, description: 'What the script answered, at most 64 KiB of it.' })
  output: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The kind of failure: `timeout`, `out_of_memory`, `thrown`, `denied`, `crashed`, `stale_plan` and others.',
  })
  errorKind: string | null;

  @Field(() => Int, { description: 'How often it was begun; more than 1 when it was made again.' })
  attempt: number;

  @Field(() => Int, { description: 'How much it has taken away.' })
  removals: number;

  @Field(() => ID, { nullable: true, description: 'Who said yes to its removals.' })
  confirmedById: string | null;
}

export const TaskRunConnection = connectionOf(TaskRun);
