'use client';

import { notifications } from '@mantine/notifications';
import { useRouter } from 'next/navigation';
import { callApi, messageOf, useApiMutation } from '@/lib/api';
import { inputOf, type TaskValues } from '../settings/task-values';
import { createTaskMutation, patchTaskSecretsMutation, setTaskConfigMutation, tasksQuery } from '../task.documents';
import type { TemplateValues } from './template-inputs';

/** Makes a task with what its script reads, and opens it. A refused task throws: nothing was made. */
export function useCreateTask() {
  const router = useRouter();
  const create = useApiMutation(createTaskMutation, { invalidates: [tasksQuery] });
  return async ({ config, secrets, ...values }: TaskValues & TemplateValues, script: string) => {
    const { createTask } = await create.mutateAsync({ input: { ...inputOf(values as TaskValues), script } });
    // The task is there from here on: what fails now is told on its page, where it can be put right.
    await fill(createTask.id, { config, secrets }).catch((error: unknown) => {
      const title = 'The task is made; its config and secrets are not whole';
      notifications.show({ color: 'red', title, message: messageOf(error), autoClose: false });
    });
    router.push(`/tasks/${createTask.id}`);
  };
}

async function fill(taskId: string, { config, secrets }: TemplateValues): Promise<void> {
  const entries = given(config).map(([key, value]) => ({ key, value }));
  if (entries.length > 0) await callApi(setTaskConfigMutation, { taskId, entries });
  const named = given(secrets).map(([name, value]) => ({ name, value }));
  if (named.length > 0) await callApi(patchTaskSecretsMutation, { taskId, secrets: named });
}

const given = (values: Record<string, string>) => Object.entries(values).filter(([, value]) => value !== '');
