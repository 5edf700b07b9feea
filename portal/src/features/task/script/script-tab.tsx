'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { FormProblem } from '@/components/form-problem';
import { UnsavedGuard } from '@/components/unsaved-guard';
import { messageOf, useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { TaskQuery } from '../../../../generated/graphql';
import { taskQuery, taskVersionsQuery, updateTaskMutation } from '../task.documents';
import { LazyScriptEditor } from './lazy-script-editor';

/** The script of a task. `draft` is what was typed and not saved; null where nothing was. */
export function ScriptTab({
  task,
  draft,
  setDraft,
}: {
  task: TaskQuery['task'];
  draft: string | null;
  setDraft: (draft: string | null) => void;
}) {
  const { can } = useViewer();
  const [problem, setProblem] = useState<string | null>(null);
  const update = useApiMutation(updateTaskMutation, { invalidates: [taskQuery, taskVersionsQuery] });
  const saved = task.script ?? '';
  const isReadOnly = task.isBuiltIn || !can('task:write');
  const save = async () => {
    if (draft === null) return;
    setProblem(null);
    try {
      const { updateTask } = await update.mutateAsync({ id: task.id, input: { script: draft } });
      setDraft(null);
      notifications.show({ color: 'green', message: `Version ${updateTask.scriptVersion} is saved` });
    } catch (error) {
      setProblem(messageOf(error));
    }
  };
  return (
    <Stack gap="sm">
      <UnsavedGuard isUnsaved={() => draft !== null} />
      <FormProblem problem={problem} />
      <LazyScriptEditor
        value={draft ?? saved}
        onChange={isReadOnly ? undefined : (text) => setDraft(text === saved ? null : text)}
        onSave={() => void save()}
      />
      <Group justify="space-between" gap="xs">
        <Text size="xs" c="dimmed">
          {isReadOnly
            ? `Version ${task.scriptVersion}`
            : `Version ${task.scriptVersion}${draft === null ? '' : ', with changes that are not saved'}. Ctrl Space completes; Escape, then Tab leaves the editor.`}
        </Text>
        {!isReadOnly && (
          <Group gap="xs">
            <Button variant="default" disabled={draft === null} onClick={() => setDraft(null)}>
              Discard changes
            </Button>
            <Button disabled={draft === null} loading={update.isPending} onClick={() => void save()}>
              Save script
            </Button>
          </Group>
        )}
      </Group>
    </Stack>
  );
}
