import { Text } from '@mantine/core';
import type { Column } from '@/components/data-list';
import { LinkText } from '@/components/link-text';
import { TimeText } from '@/components/time-text';
import type { TasksQuery } from '../../../generated/graphql';
import { EnabledSwitch } from './enabled-switch';
import { RunStatus } from './run/run-status';
import { RunNowButton } from './run-now-button';
import { scheduleWords } from './schedule-words';
import { taskInWords } from './task-in-words';

export type TaskRow = TasksQuery['tasks']['nodes'][number];

/** For who may not run tasks. */
export const TASK_COLUMNS: readonly Column<TaskRow>[] = [
  {
    key: 'name',
    title: 'Name',
    sortField: 'NAME',
    render: (task) => (
      <>
        <LinkText href={`/tasks/${task.id}`} fw={500} style={{ overflowWrap: 'anywhere' }}>
          {taskInWords(task)}
        </LinkText>
        <Text size="xs" c="dimmed" lineClamp={1}>
          {task.isBuiltIn ? `Built in. ${task.description}` : task.description}
        </Text>
      </>
    ),
    csv: (task) => task.name,
  },
  {
    key: 'schedule',
    title: 'Schedule',
    isSecondary: true,
    render: (task) => <Text size="sm">{scheduleWords(task)}</Text>,
    csv: (task) => task.cronExpression ?? scheduleWords(task),
  },
  {
    key: 'next',
    title: 'Next run',
    sortField: 'NEXT_RUN_AT',
    isSecondary: true,
    width: 120,
    render: ({ enabled, nextRunAt }) => <TimeText value={enabled ? nextRunAt : null} />,
    csv: ({ enabled, nextRunAt }) => (enabled ? nextRunAt : ''),
  },
  {
    key: 'last',
    title: 'Last outcome',
    width: 150,
    render: ({ lastRun }) =>
      lastRun ? (
        <>
          <RunStatus status={lastRun.status} mode={lastRun.mode} />
          <LinkText href={`/runs/${lastRun.id}`} size="xs">
            <TimeText value={lastRun.createdAt} />
          </LinkText>
        </>
      ) : (
        <Text size="sm" c="dimmed">
          Not run yet
        </Text>
      ),
    csv: ({ lastRun }) => lastRun?.status,
  },
  {
    key: 'enabled',
    title: 'On',
    sortField: 'ENABLED',
    isSecondary: true,
    width: 70,
    render: (task) => <EnabledSwitch task={task} />,
    csv: (task) => task.enabled,
  },
];

export const RUNNABLE_TASK_COLUMNS: readonly Column<TaskRow>[] = [
  ...TASK_COLUMNS,
  {
    key: 'run',
    title: 'Run',
    isSecondary: true,
    width: 56,
    align: 'right',
    render: (task) => <RunNowButton task={task} />,
  },
];
