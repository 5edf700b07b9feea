import { Text } from '@mantine/core';
import { asSentence } from '@/components/as-sentence';
import { BY_TIME, type Column } from '@/components/data-list';
import { LinkText } from '@/components/link-text';
import { TimeText } from '@/components/time-text';
import type { RunsQuery } from '../../../../generated/graphql';
import { taskInWords } from '../task-in-words';
import { durationOf } from './duration';
import { RunStatus } from './run-status';
import { originOf } from './run-words';

export type RunRow = RunsQuery['taskRuns']['nodes'][number];

const task: Column<RunRow> = {
  key: 'task',
  title: 'Task',
  render: (run) => (
    <>
      <LinkText href={`/runs/${run.id}`} fw={500} style={{ overflowWrap: 'anywhere' }}>
        {taskInWords(run.task)}
      </LinkText>
      <Note run={run} />
      <Text size="xs" c="dimmed" hiddenFrom="sm">
        <TimeText value={run.createdAt} />
      </Text>
    </>
  ),
  csv: (run) => run.task.name,
};

const status: Column<RunRow> = {
  key: 'status',
  title: 'Outcome',
  width: 170,
  render: (run) => <RunStatus status={run.status} mode={run.mode} />,
  csv: (run) => (run.mode === 'PLAN' ? `${run.status} (plan)` : run.status),
};

const origin: Column<RunRow> = {
  key: 'origin',
  title: 'Set off by',
  isSecondary: true,
  render: (run) => (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      {originOf(run)}
    </Text>
  ),
  csv: originOf,
};

const created: Column<RunRow> = {
  key: 'created',
  title: 'Created',
  isSecondary: true,
  sortField: BY_TIME,
  width: 130,
  render: (run) => <TimeText value={run.createdAt} />,
  csv: (run) => run.createdAt,
};

const took: Column<RunRow> = {
  key: 'took',
  title: 'Took',
  isSecondary: true,
  width: 110,
  align: 'right',
  render: (run) => durationOf(run.startedAt, run.finishedAt),
  csv: (run) => durationOf(run.startedAt, run.finishedAt),
};

/** Of runs of many tasks. */
export const RUN_COLUMNS: readonly Column<RunRow>[] = [task, status, origin, created, took];

/** Of the runs of one task: when stands for the name. */
export const RUN_COLUMNS_OF_TASK: readonly Column<RunRow>[] = [
  {
    ...created,
    isSecondary: false,
    width: 'auto',
    render: (run) => (
      <>
        <LinkText href={`/runs/${run.id}`} fw={500}>
          <TimeText value={run.createdAt} />
        </LinkText>
        <Note run={run} />
      </>
    ),
  },
  status,
  origin,
  took,
];

/** The one thing to know of a run beside its status: why it failed, what it waits for. */
function Note({ run }: { run: RunRow }) {
  const note = run.error ?? run.cancelReason ?? run.waitingReason;
  if (!note) return null;
  return (
    <Text size="xs" c="dimmed" lineClamp={1} style={{ overflowWrap: 'anywhere' }}>
      {asSentence(note)}
    </Text>
  );
}
