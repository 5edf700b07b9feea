'use client';

import { Alert, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmAct } from '@/components/confirm-act';
import { ErrorState } from '@/components/error-state';
import { Select } from '@/components/inputs';
import { PageLoading } from '@/components/page-loading';
import { apiQuery, useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { TaskQuery, TaskVersionsQuery } from '../../../../generated/graphql';
import { restoreTaskScriptMutation, taskQuery, taskVersionsQuery } from '../task.documents';
import { LazyScriptDiff } from './lazy-script-diff';

type Version = TaskVersionsQuery['taskScripts'][number];

/** The versions of a script: what changed from one to another, and the way back to one of before. */
export function VersionsTab({ task }: { task: TaskQuery['task'] }) {
  const { data, error, refetch } = useQuery(apiQuery(taskVersionsQuery, { id: task.id }));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  const versions = data.taskScripts.toSorted((one, other) => other.version - one.version);
  return <Versions key={versions[0]?.version} task={task} versions={versions} />;
}

function Versions({ task, versions }: { task: TaskQuery['task']; versions: readonly Version[] }) {
  const [newest, previous] = versions;
  const [before, setBefore] = useState(String(previous?.version ?? newest?.version));
  const [after, setAfter] = useState(String(newest?.version));
  const find = (text: string) => versions.find(({ version }) => String(version) === text);
  const [old, recent] = [find(before), find(after)];
  if (!old || !recent) return <Text size="sm">It has no script.</Text>;
  const choices = versions.map(({ version, createdAt }) => ({
    value: String(version),
    label: `Version ${version}${version === task.scriptVersion ? ', runs now' : ''} · ${dayOf(createdAt)}`,
  }));
  return (
    <Stack>
      <Group align="flex-end" gap="sm">
        <Select label="From" data={choices} value={before} onChange={(value) => value && setBefore(value)} w={300} />
        <Select label="To" data={choices} value={after} onChange={(value) => value && setAfter(value)} w={300} />
        <Restore task={task} version={old} />
      </Group>
      {versions.length === 1 ? (
        <Text size="sm" c="dimmed">
          There is one version so far. Each time the script is saved with changes, another is kept.
        </Text>
      ) : old.source === recent.source ? (
        <Alert color="gray" variant="light">
          These two are the same, letter by letter.
        </Alert>
      ) : (
        <LazyScriptDiff
          label={`What changed from version ${old.version} to version ${recent.version}`}
          before={old.source}
          after={recent.source}
        />
      )}
    </Stack>
  );
}

function Restore({ task, version }: { task: TaskQuery['task']; version: Version }) {
  const { can } = useViewer();
  const restore = useApiMutation(restoreTaskScriptMutation, { invalidates: [taskQuery, taskVersionsQuery] });
  if (!can('task:write') || version.version === task.scriptVersion) return null;
  return (
    <ConfirmAct
      label={`Restore version ${version.version}`}
      color="indigo"
      onConfirm={async () => {
        await restore.mutateAsync({ taskId: task.id, version: version.version });
        notifications.show({ color: 'green', message: `Version ${version.version} is restored` });
      }}
    >
      Its script becomes the newest version of {task.name}, and the next run uses it. Versions in between are kept.
    </ConfirmAct>
  );
}

const dayOf = (at: string) => new Intl.DateTimeFormat('en', { dateStyle: 'medium' }).format(new Date(at));
