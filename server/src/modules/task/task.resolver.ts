import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Args, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { toConnection } from '../../graphql/connection.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { loaderOf } from '../../loader.ts';
import { createTask } from './create.ts';
import { deleteTask } from './delete.ts';
import { listTasks, readTask } from './list.ts';
import { readCurrentSources } from './list-scripts.ts';
import { lastRunsOf } from './run/related.ts';
import { previewSchedule } from './schedule/preview.ts';
import { PreviewScheduleArgs, TasksArgs } from './task.args.ts';
import { CreateTaskInput, UpdateTaskInput } from './task.input.ts';
import { Task, TaskConnection } from './task.type.ts';
import { TaskRun } from './task-run.type.ts';
import { updateTask } from './update.ts';

@Resolver(() => Task)
export class TaskResolver {
  @Query(() => TaskConnection, {
    description: 'The tasks of the tenant; the newest first where no other order is asked for.',
  })
  async tasks(@SignedIn() ctx: Context, @Args(() => TasksArgs) { first, after, orderBy, ...filter }: TasksArgs) {
    return toConnection(await listTasks(ctx, { page: { first, after }, filter, order: orderBy }), (task) => task);
  }

  @Query(() => Task, { description: 'One task.' })
  task(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return readTask(ctx, id);
  }

  @Query(() => [GraphQLDateTime], { description: 'The next times at which a schedule would fire.' })
  previewSchedule(@SignedIn() ctx: Context, @Args(() => PreviewScheduleArgs) schedule: PreviewScheduleArgs) {
    return previewSchedule(ctx, schedule);
  }

  @Mutation(() => Task, {
    description: 'Creates a task. A script that does not type-check is refused, with line and column in `fields`.',
  })
  createTask(@SignedIn() ctx: Context, @Arg('input', () => CreateTaskInput) input: CreateTaskInput) {
    return createTask(ctx, input);
  }

  @Mutation(() => Task, { description: 'Changes a task. Built-in ones are FORBIDDEN.' })
  updateTask(
    @SignedIn() ctx: Context,
    @Arg('id', () => ID) id: string,
    @Arg('input', () => UpdateTaskInput) input: UpdateTaskInput,
  ) {
    return updateTask(ctx, id, input);
  }

  @Mutation(() => Task, { description: 'Deletes a task with its history. Built-in ones are FORBIDDEN.' })
  deleteTask(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return deleteTask(ctx, id);
  }

  @FieldResolver(() => String, { nullable: true, description: 'The script that it runs now, in TypeScript.' })
  script(@SignedIn() ctx: Context, @Root() { id }: Task) {
    return loaderOf(ctx, 'task.script', (ids) => readCurrentSources(ctx, ids)).load(id);
  }

  @FieldResolver(() => TaskRun, { nullable: true, description: 'Its newest run.' })
  lastRun(@SignedIn() ctx: Context, @Root() { id }: Task) {
    return loaderOf(ctx, 'task.lastRun', (ids) => lastRunsOf(ctx, ids)).load(id);
  }
}
