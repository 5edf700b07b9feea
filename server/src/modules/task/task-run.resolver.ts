import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Args, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { toConnection } from '../../graphql/connection.ts';
import { NIL_ID, toCursor } from '../../graphql/live/position.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { loaderOf } from '../../loader.ts';
import { readTasks } from './list.ts';
import { applyPlan } from './run/apply-plan.ts';
import { cancelRun } from './run/cancel.ts';
import { confirmRun, rejectRun } from './run/confirm.ts';
import { listRuns, readRun } from './run/list.ts';
import { effectsOf, firstXidsOf, logsOf, pageOfLog } from './run/related.ts';
import { runTask } from './run/run-task.ts';
import { triggeredBy } from './run/triggered-by.ts';
import { type WaitingRun, waitingState } from './run/waiting-state.ts';
import { TaskRunsArgs } from './task.args.ts';
import { Task } from './task.type.ts';
import { RunMode } from './task-enums.type.ts';
import { Effect, LogLine, TaskRun, TaskRunConnection } from './task-run.type.ts';

@Resolver(() => TaskRun)
export class TaskRunResolver {
  @Query(() => TaskRunConnection, { description: 'Runs of one task or of all, the newest first.' })
  async taskRuns(
    @SignedIn() ctx: Context,
    @Args(() => TaskRunsArgs) { first, after, direction, ...filter }: TaskRunsArgs,
  ) {
    return toConnection(await listRuns(ctx, { page: { first, after, direction }, filter }), (run) => run);
  }

  @Query(() => TaskRun, { description: 'One run.' })
  taskRun(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return readRun(ctx, id);
  }

  @Mutation(() => TaskRun, { description: 'Sets a task off now. In the mode PLAN, its changes are only written down.' })
  runTask(
    @SignedIn() ctx: Context,
    @Arg('id', () => ID) id: string,
    @Arg('mode', () => RunMode, { nullable: true, defaultValue: 'APPLY' }) mode: RunMode | null,
  ) {
    return runTask(ctx, id, mode ?? 'APPLY');
  }

  @Mutation(() => TaskRun, { description: 'Cancels a run that waits or is under way.' })
  cancelRun(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return cancelRun(ctx, id);
  }

  @Mutation(() => TaskRun, {
    description: 'Performs exactly what a plan has listed, unless what it rests on has changed.',
  })
  applyPlan(@SignedIn() ctx: Context, @Arg('runId', () => ID) runId: string) {
    return applyPlan(ctx, runId);
  }

  @Mutation(() => TaskRun, { description: 'Lets a run that has parked over its removal cap go on.' })
  confirmRun(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return confirmRun(ctx, id);
  }

  @Mutation(() => TaskRun, { description: 'Drops a run that has parked over its removal cap.' })
  rejectRun(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return rejectRun(ctx, id);
  }

  @FieldResolver(() => String, { description: '`cron`, `manual`, `plan` or `integration:<name>`.' })
  triggeredBy(@Root() run: TaskRun) {
    return triggeredBy(run);
  }

  @FieldResolver(() => String, { nullable: true, description: 'What it waits for; null once it is under way.' })
  async waitingReason(@SignedIn() ctx: Context, @Root() run: WaitingRun) {
    return (await waitingState(ctx, run))?.reason ?? null;
  }

  @FieldResolver(() => GraphQLDateTime, {
    nullable: true,
    description: 'When a waiting run is looked at again; null when a person has to decide, and once it is under way.',
  })
  async nextEligibleAt(@SignedIn() ctx: Context, @Root() run: WaitingRun) {
    return (await waitingState(ctx, run))?.nextEligibleAt ?? null;
  }

  @FieldResolver(() => [LogLine], {
    description: 'The lines that it wrote, in their order; `runLog` has them as they come.',
  })
  async logs(
    @SignedIn() ctx: Context,
    @Root() { id }: TaskRun,
    @Arg('first', () => Int, { nullable: true, description: '1 to 1,000; without it, 1,000.' }) first: number | null,
    @Arg('after', () => ID, { nullable: true, description: 'The id of the last line seen.' }) after: string | null,
  ) {
    const page = pageOfLog({ first, after });
    return (
      (await loaderOf(ctx, `task_run.logs ${page.first} ${page.after}`, (ids) => logsOf(ctx, ids, page)).load(id)) ?? []
    );
  }

  @FieldResolver(() => String, { description: 'As `after` of `runLog`, it begins with the first line of this run.' })
  async logCursor(@SignedIn() ctx: Context, @Root() { id }: TaskRun) {
    const xid = await loaderOf(ctx, 'task_run.firstXid', (ids) => firstXidsOf(ctx, ids)).load(id);
    return toCursor({ xid: xid ?? 0n, id: NIL_ID });
  }

  @FieldResolver(() => [Effect], { description: 'What it changed; of a plan, what it would.' })
  async effects(@SignedIn() ctx: Context, @Root() { id }: TaskRun) {
    return (await loaderOf(ctx, 'task_run.effects', (ids) => effectsOf(ctx, ids)).load(id)) ?? [];
  }

  @FieldResolver(() => Task, { description: 'The task that it is a run of.' })
  task(@SignedIn() ctx: Context, @Root() { taskId }: TaskRun) {
    return loaderOf(ctx, 'task_run.task', (ids) => readTasks(ctx, ids)).load(taskId);
  }
}
