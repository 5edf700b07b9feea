import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../graphql/connection.ts';
import { MissedRuns, OverlapPolicy, ScheduleType, TaskType } from './task-enums.type.ts';

@ObjectType({ description: 'How much a task may remove before a person has to say yes; null is unbounded.' })
export class RemovalCap {
  @Field(() => Int, { nullable: true, description: 'Removals in one run.' })
  maxPerRun?: number | null;

  @Field(() => Int, { nullable: true, description: "Removals in one run, in percent of the tenant's active users." })
  maxPercentPerRun?: number | null;

  @Field(() => Int, { nullable: true, description: 'Removals of all runs of the task within the last hour.' })
  maxPerHour?: number | null;

  @Field(() => Int, { nullable: true, description: "The same, in percent of the tenant's active users." })
  maxPercentPerHour?: number | null;
}

@ObjectType({ description: 'One entry of what a script reads with `config.get`.' })
export class TaskConfigEntry {
  @Field(() => String, { description: 'Unique among the entries of a task.' })
  key: string;

  @Field(() => String, { description: 'Plain text; what is secret belongs into the secrets of the task.' })
  value: string;
}

@ObjectType({ description: "One version of a task's script; versions never change." })
export class TaskScript {
  @Field(() => Int, { description: 'From 1.' })
  version: number;

  @Field(() => String, { description: 'TypeScript, as its author wrote it.' })
  source: string;

  @Field(() => ID, { nullable: true, description: 'The user who saved it.' })
  createdById: string | null;

  @Field(() => GraphQLDateTime)
  createdAt: Date;
}

@ObjectType({ description: 'A script or a built-in job, and when it runs.' })
export class Task {
  @Field(() => ID)
  id: string;

  @Field(() => String)
  name: string;

  @Field(() => String)
  description: string;

  @Field(() => TaskType)
  type: TaskType;

  @Field(() => Boolean, { description: 'Seeded for every tenant, and not to be changed.' })
  isBuiltIn: boolean;

  @Field(() => Boolean, {
    description: 'Whether its schedule fires; by hand and by integrations it runs all the same.',
  })
  enabled: boolean;

  @Field(() => ScheduleType, { description: 'Whether it fires again and again, or once.' })
  scheduleType: ScheduleType;

  @Field(() => String, { nullable: true, description: 'Minute, hour, day of month, month, day of week.' })
  cronExpression: string | null;

  @Field(() => String, { description: 'Whose wall clock the expression is read by.' })
  timeZone: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Of a task with the schedule ONCE.' })
  runAt: Date | null;

  @Field(() => MissedRuns, { description: 'What becomes of ticks that no worker was there for.' })
  missedRuns: MissedRuns;

  @Field(() => Int, { description: 'Runs begin up to this much later than their time.' })
  jitterSeconds: number;

  @Field(() => OverlapPolicy, { description: 'What a trigger does while a run of it is unfinished.' })
  overlapPolicy: OverlapPolicy;

  @Field(() => Int)
  timeoutSeconds: number;

  @Field(() => Int, { description: 'What a run of its script may hold.' })
  memoryMb: number;

  @Field(() => [String], { description: 'Labels of the runners that may take its runs; none for any.' })
  runnerLabels: string[];

  @Field(() => [String], { nullable: true, description: 'Hosts that its script may reach; null for any public one.' })
  allowedHosts: string[] | null;

  @Field(() => Boolean, { description: 'Whether a run that died half-way may be made again.' })
  isSafeToRetry: boolean;

  @Field(() => Int)
  maxRetries: number;

  @Field(() => RemovalCap, { nullable: true, description: 'Over it, a run parks and asks.' })
  removalCap: RemovalCap | null;

  @Field(() => Int, { nullable: true, description: 'The version of its script that runs now.' })
  scriptVersion: number | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it fires next. Of a disabled task, when it would have; null when nothing sets it off by itself.',
  })
  nextRunAt: Date | null;

  @Field(() => Int, { description: 'Counts its changes.' })
  version: number;

  @Field(() => GraphQLDateTime)
  createdAt: Date;

  @Field(() => GraphQLDateTime)
  updatedAt: Date;
}

export const TaskConnection = connectionOf(Task);
