'use client';

import { Badge, Button, Group, Text } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import { ConfirmAct } from '@/components/confirm-act';
import { LinkText } from '@/components/link-text';
import { PageHeader } from '@/components/page-header';
import { TimeText } from '@/components/time-text';
import { useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { TaskQuery } from '../../../generated/graphql';
import { EnabledSwitch } from './enabled-switch';
import { RunStatus } from './run/run-status';
import { scheduleWords } from './schedule-words';
import { deleteTaskMutation, tasksQuery } from './task.documents';
import { taskInWords } from './task-in-words';
import { useStartRun } from './use-start-run';

const UNSAVED = 'Save the script first: what runs is the saved one';

/** What the task is called, when it runs next, how it ended last, and what can be done with it. */
export function TaskHeader({ task, hasDraft }: { task: TaskQuery['task']; hasDraft: boolean }) {
  return (
    <>
      <PageHeader
        parent={{ href: '/tasks', title: 'Tasks' }}
        title={taskInWords(task)}
        badge={
          task.isBuiltIn ? (
            <Badge variant="light" color="gray" tt="none">
              Built in
            </Badge>
          ) : undefined
        }
        text={task.description || undefined}
        actions={<Acts task={task} hasDraft={hasDraft} />}
      />
      <Group gap="md" mb="md">
        <EnabledSwitch task={task} label="On" />
        <Text size="sm">{scheduleWords(task)}</Text>
        <Text size="sm" c="dimmed">
          Next <TimeText value={task.enabled ? task.nextRunAt : null} empty="not by itself" />
        </Text>
        {task.lastRun && (
          <Group gap={6}>
            <RunStatus status={task.lastRun.status} mode={task.lastRun.mode} />
            <LinkText href={`/runs/${task.lastRun.id}`} size="sm">
              <TimeText value={task.lastRun.createdAt} />
            </LinkText>
          </Group>
        )}
      </Group>
    </>
  );
}

function Acts({ task, hasDraft }: { task: TaskQuery['task']; hasDraft: boolean }) {
  const { can } = useViewer();
  const { start, isBusy } = useStartRun(task);
  return (
    <>
      {can('task:write') && !task.isBuiltIn && <DeleteTask task={task} />}
      {can('task:run') && (
        <>
          <ConfirmAct
            label="Run now"
            title={`Run ${taskInWords(task)} now?`}
            color="indigo"
            disabledReason={hasDraft ? UNSAVED : undefined}
            buttonProps={{ variant: 'default' }}
            onConfirm={() => start('APPLY')}
          >
            It runs for real, at once, whether its schedule is on or off.
            {task.isBuiltIn ? '' : ' A plan shows what it would change, and changes nothing.'}
          </ConfirmAct>
          {!task.isBuiltIn && (
            <Button
              leftSection={<IconListCheck size={16} />}
              loading={isBusy}
              disabled={hasDraft}
              title={hasDraft ? UNSAVED : undefined}
              onClick={() => void start('PLAN')}
            >
              Plan now
            </Button>
          )}
        </>
      )}
    </>
  );
}

function DeleteTask({ task }: { task: TaskQuery['task'] }) {
  const router = useRouter();
  const remove = useApiMutation(deleteTaskMutation, { invalidates: [tasksQuery] });
  return (
    <ConfirmAct
      label="Delete task"
      onConfirm={async () => {
        await remove.mutateAsync({ id: task.id });
        router.replace('/tasks');
      }}
    >
      The task {task.name} is deleted, with its script and versions, its config and secrets, and all of its runs. This
      cannot be undone.
    </ConfirmAct>
  );
}
