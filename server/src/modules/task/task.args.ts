import { GraphQLDateTime } from 'graphql-scalars';
import { ArgsType, Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { OrderDirection, PageArgs, TimedPageArgs } from '../../graphql/page.args.ts';
import { RunMode, RunTrigger, TaskRunStatus } from './task-enums.type.ts';

export enum TaskOrderField {
  NAME = 'name',
  CREATED_AT = 'createdAt',
  NEXT_RUN_AT = 'nextRunAt',
  ENABLED = 'enabled',
}
registerEnumType(TaskOrderField, {
  name: 'TaskOrderField',
  description: 'What tasks can be ordered by.',
  valuesConfig: {
    NEXT_RUN_AT: { description: 'Those that nothing will set off come last, in either direction.' },
    ENABLED: { description: 'Ascending, disabled ones come first.' },
  },
});

@InputType({ description: 'How to order tasks.' })
export class TaskOrderInput {
  @Field(() => TaskOrderField)
  field: TaskOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC })
  direction: OrderDirection;
}

@ArgsType()
export class TasksArgs extends PageArgs {
  @Field(() => Boolean, { nullable: true })
  enabled: boolean | null;

  @Field(() => Boolean, { nullable: true })
  isBuiltIn: boolean | null;

  @Field(() => TaskRunStatus, { nullable: true, description: 'Tasks whose newest run is so.' })
  lastRunStatus: TaskRunStatus | null;

  @Field(() => String, { nullable: true, description: 'Part of the name, in any case.' })
  text: string | null;

  @Field(() => TaskOrderInput, {
    defaultValue: { field: TaskOrderField.CREATED_AT, direction: OrderDirection.DESC },
  })
  orderBy: TaskOrderInput;
}

@ArgsType()
export class TaskRunsArgs extends TimedPageArgs {
  @Field(() => ID, { nullable: true })
  taskId: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Runs of built-in tasks only, or of others only.' })
  isBuiltIn: boolean | null;

  @Field(() => TaskRunStatus, { nullable: true })
  status: TaskRunStatus | null;

  @Field(() => RunTrigger, { nullable: true })
  trigger: RunTrigger | null;

  @Field(() => RunMode, { nullable: true })
  mode: RunMode | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Created then or later.' })
  since: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Created before then.' })
  until: Date | null;

  @Field(() => String, { nullable: true, description: 'Part of the name of the task, in any case.' })
  text: string | null;
}

@ArgsType()
export class PreviewScheduleArgs {
  @Field(() => String)
  cronExpression: string;

  @Field(() => String, { nullable: true, defaultValue: 'UTC' })
  timeZone: string | null;

  @Field(() => Int, { nullable: true, defaultValue: 5, description: '1 to 20.' })
  count: number | null;
}

@InputType({ description: 'One entry of what a script reads with `config.get`.' })
export class TaskConfigInput {
  @Field(() => String, { description: 'Letters, digits, underscores, dots and dashes.' })
  key: string;

  @Field(() => String)
  value: string;
}

@InputType({ description: 'One secret that a script reads with `secrets.get`.' })
export class TaskSecretInput {
  @Field(() => String)
  name: string;

  @Field(() => String, { description: 'Never comes back.' })
  value: string;
}

@InputType({ description: 'A secret to set, or without a value, to remove.' })
export class TaskSecretPatchInput {
  @Field(() => String)
  name: string;

  @Field(() => String, { nullable: true, description: 'Never comes back.' })
  value?: string | null;
}
