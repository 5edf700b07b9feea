'use client';

import { Button, Fieldset, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { FormProblem } from '@/components/form-problem';
import { UnsavedGuard } from '@/components/unsaved-guard';
import { useApiMutation } from '@/lib/api';
import { useApiForm } from '@/lib/form';
import { useViewer } from '@/lib/session';
import type { TaskQuery } from '../../../../generated/graphql';
import { Section } from '../section';
import { taskQuery, tasksQuery, updateTaskMutation } from '../task.documents';
import { BrakeFields } from './brake-fields';
import { PolicyFields } from './policy-fields';
import { ReachFields } from './reach-fields';
import { ScheduleFields } from './schedule-fields';
import { inputOf, type TaskValues, valuesOf } from './task-values';

/** When a task runs, what bounds it, and what it is called. */
export function SettingsTab({ task }: { task: TaskQuery['task'] }) {
  const { can } = useViewer();
  const isReadOnly = task.isBuiltIn || !can('task:write');
  const { form, submit, problem, isBusy } = useApiForm<TaskValues>({
    mode: 'controlled',
    initialValues: valuesOf(task),
  });
  const update = useApiMutation(updateTaskMutation, { invalidates: [taskQuery, tasksQuery] });
  const save = submit(async (values) => {
    await update.mutateAsync({ id: task.id, input: inputOf(values) });
    form.resetDirty(values);
    notifications.show({ color: 'green', message: 'The settings are saved' });
  });
  return (
    <form onSubmit={save}>
      <UnsavedGuard isUnsaved={() => form.isDirty() && !isBusy} />
      <Fieldset variant="unstyled" m={0} p={0} disabled={isReadOnly}>
        <Stack>
          <FormProblem problem={problem} />
          <Section title="Schedule">
            <ScheduleFields form={form} />
          </Section>
          <Section title="Brakes">
            <BrakeFields form={form} />
          </Section>
          <Section title="How it runs">
            <PolicyFields form={form} />
          </Section>
          <Section title="Reach">
            <ReachFields form={form} />
          </Section>
          <Section title="Name">
            <Stack gap="sm">
              <TextInput label="Name" required {...form.getInputProps('name')} />
              <Textarea label="Description" autosize minRows={2} {...form.getInputProps('description')} />
            </Stack>
          </Section>
          {!isReadOnly && (
            <Group justify="flex-end">
              <Button variant="default" disabled={!form.isDirty()} onClick={() => form.reset()}>
                Discard changes
              </Button>
              <Button type="submit" loading={isBusy} disabled={!form.isDirty()}>
                Save settings
              </Button>
            </Group>
          )}
        </Stack>
      </Fieldset>
    </form>
  );
}
