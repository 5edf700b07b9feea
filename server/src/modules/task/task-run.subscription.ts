import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import { servedLive } from '../../graphql/live/index.ts';
import { LogLine, TaskRun } from './task-run.type.ts';

@Resolver()
export class TaskRunSubscription {
  @Subscription(() => TaskRun, {
    subscribe: servedLive,
    description: 'Runs as they change. With `after`, those changed since that cursor come first: none is missed.',
  })
  taskRunUpdated(
    @Root() run: TaskRun,
    @Arg('taskId', () => ID, { nullable: true, description: 'Only those of this task.' }) _taskId?: string,
    @Arg('after', () => String, { nullable: true, description: 'The `cursor` of the last run seen.' }) _after?: string,
  ): TaskRun {
    return run;
  }

  @Subscription(() => LogLine, {
    subscribe: servedLive,
    description: 'The lines of a run as it writes them. With `after`, those since that cursor come first.',
  })
  runLog(
    @Root() line: LogLine,
    @Arg('runId', () => ID) _runId: string,
    @Arg('after', () => String, { nullable: true, description: 'The `cursor` of the last line seen.' }) _after?: string,
  ): LogLine {
    return line;
  }
}
