import { GraphQLDateTime } from 'graphql-scalars';
import { Field, InputType, Int } from 'type-graphql';
import { z } from 'zod';
import { MissedRuns, OverlapPolicy, ScheduleType, TaskType } from './task-enums.type.ts';
import {
  allowedHosts,
  cronExpression,
  description,
  integer,
  name,
  removalCap,
  runnerLabels,
  script,
  timeZone,
} from './task-fields.ts';

const SCHEDULE_TYPES = ['CRON', 'ONCE'] as const;
const MISSED_RUNS = ['SKIP', 'ONCE'] as const;
const OVERLAP_POLICIES = ['ALLOW', 'SKIP', 'QUEUE', 'REPLACE'] as const;
const oneOf = <const V extends readonly string[]>(values: V) => z.enum(values, `must be one of ${values.join(', ')}`);

const timeoutSeconds = integer(1, 3600);
const memoryMb = integer(16, 512);
const jitterSeconds = integer(0, 3600);
const maxRetries = integer(0, 10);

const withDefault = <T>(schema: z.ZodType<T>, fallback: T) => schema.nullish().transform((value) => value ?? fallback);

export const CreateTask = z.object({
  name,
  description: withDefault(description, ''),
  type: withDefault(z.enum(TaskType), TaskType.SCRIPT),
  scheduleType: oneOf(SCHEDULE_TYPES),
  cronExpression: cronExpression.nullish(),
  timeZone,
  runAt: z.date().nullish(),
  missedRuns: withDefault(oneOf(MISSED_RUNS), 'SKIP'),
  jitterSeconds: withDefault(jitterSeconds, 0),
  overlapPolicy: withDefault(oneOf(OVERLAP_POLICIES), 'ALLOW'),
  enabled: withDefault(z.boolean(), true),
  script,
  timeoutSeconds: withDefault(timeoutSeconds, 30),
  memoryMb: withDefault(memoryMb, 64),
  runnerLabels: withDefault(runnerLabels, []),
  allowedHosts: allowedHosts.nullish(),
  isSafeToRetry: withDefault(z.boolean(), false),
  maxRetries: withDefault(maxRetries, 0),
  removalCap: removalCap.nullish(),
});
export type CreateTask = z.infer<typeof CreateTask>;

export const UpdateTask = z.object({
  name: name.nullish(),
  description: description.nullish(),
  scheduleType: oneOf(SCHEDULE_TYPES).nullish(),
  cronExpression: cronExpression.nullish(),
  timeZone: timeZone.optional(),
  runAt: z.date().nullish(),
  missedRuns: oneOf(MISSED_RUNS).nullish(),
  jitterSeconds: jitterSeconds.nullish(),
  overlapPolicy: oneOf(OVERLAP_POLICIES).nullish(),
  enabled: z.boolean().nullish(),
  script: script.nullish(),
  timeoutSeconds: timeoutSeconds.nullish(),
  memoryMb: memoryMb.nullish(),
  runnerLabels: runnerLabels.nullish(),
  allowedHosts: allowedHosts.nullish(),
  isSafeToRetry: z.boolean().nullish(),
  maxRetries: maxRetries.nullish(),
  removalCap: removalCap.nullish(),
});
export type UpdateTask = z.infer<typeof UpdateTask>;

@InputType({ description: 'How much a task may remove before a person has to say yes; what is left out is unbounded.' })
export class RemovalCapInput {
  @Field(() => Int, { nullable: true, description: 'Removals in one run.' })
  maxPerRun?: number | null;

  @Field(() => Int, { nullable: true, description: "Removals in one run, in percent of the tenant's active users." })
  maxPercentPerRun?: number | null;

  @Field(() => Int, { nullable: true, description: 'Removals of all runs of the task within the last hour.' })
  maxPerHour?: number | null;

  @Field(() => Int, { nullable: true, description: "The same, in percent of the tenant's active users." })
  maxPercentPerHour?: number | null;
}

/** What a new task and a changed one have in common. */
@InputType()
class TaskSettingsInput {
  @Field(() => String, { nullable: true })
  description?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Minute, hour, day of month, month, day of week (0–6, Sunday 0).',
  })
  cronExpression?: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'For ONCE: when it runs by itself, unless it is past.' })
  runAt?: Date | null;

  @Field(() => Int, { nullable: true, description: 'Runs begin up to this much later than their time, spread evenly.' })
  jitterSeconds?: number | null;

  @Field(() => Int, { nullable: true, description: '1 to 3600; 30 by default.' })
  timeoutSeconds?: number | null;

  @Field(() => Int, { nullable: true, description: '16 to 512; 64 by default.' })
  memoryMb?: number | null;

  @Field(() => [String], { nullable: true, description: 'Labels of the runners that may take its runs.' })
  runnerLabels?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Hosts that its script may reach, as in `api.github.com` or `*.example.com`; null for any public one.',
  })
  allowedHosts?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a run that died half-way may be made again, up to `maxRetries` times.',
  })
  isSafeToRetry?: boolean | null;

  @Field(() => Int, { nullable: true, description: '0 to 10.' })
  maxRetries?: number | null;

  @Field(() => RemovalCapInput, { nullable: true, description: 'Over it, a run parks and asks.' })
  removalCap?: RemovalCapInput | null;
}

@InputType({ description: 'A new task.' })
export class CreateTaskInput extends TaskSettingsInput {
  @Field(() => String, { description: 'Unique in the tenant.' })
  name: string;

  @Field(() => TaskType, { nullable: true, defaultValue: TaskType.SCRIPT })
  type?: TaskType | null;

  @Field(() => ScheduleType, { description: 'CRON needs `cronExpression`.' })
  scheduleType: ScheduleType;

  @Field(() => String, { nullable: true, defaultValue: 'UTC', description: 'As in `Europe/Berlin`.' })
  timeZone?: string | null;

  @Field(() => MissedRuns, {
    nullable: true,
    defaultValue: 'SKIP',
    description: 'What becomes of ticks that no worker was there for.',
  })
  missedRuns?: MissedRuns | null;

  @Field(() => OverlapPolicy, {
    nullable: true,
    defaultValue: 'ALLOW',
    description: 'What a trigger does while a run is unfinished.',
  })
  overlapPolicy?: OverlapPolicy | null;

  @Field(() => Boolean, { nullable: true, defaultValue: true, description: 'Whether its schedule fires.' })
  enabled?: boolean | null;

  @Field(() => String, { description: 'TypeScript; see `checkScript`.' })
  script: string;
}

@InputType({ description: 'What is to change of a task; what is left out stays.' })
export class UpdateTaskInput extends TaskSettingsInput {
  @Field(() => String, { nullable: true })
  name?: string | null;

  @Field(() => ScheduleType, { nullable: true, description: 'Another one forgets what belonged to the old one.' })
  scheduleType?: ScheduleType | null;

  @Field(() => String, { nullable: true, description: 'As in `Europe/Berlin`.' })
  timeZone?: string | null;

  @Field(() => MissedRuns, { nullable: true, description: 'What becomes of ticks that no worker was there for.' })
  missedRuns?: MissedRuns | null;

  @Field(() => OverlapPolicy, { nullable: true, description: 'What a trigger does while a run is unfinished.' })
  overlapPolicy?: OverlapPolicy | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether its schedule fires.' })
  enabled?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Becomes a new version; runs under way keep the one they have.' })
  script?: string | null;
}
