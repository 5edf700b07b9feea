'use client';

import { Button, Card, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { FormProblem } from '@/components/form-problem';
import { UnsavedGuard } from '@/components/unsaved-guard';
import { useApiForm } from '@/lib/form';
import { LazyScriptEditor } from '../script/lazy-script-editor';
import { Section } from '../section';
import { ScheduleFields } from '../settings/schedule-fields';
import { NEW_TASK, type TaskForm, type TaskValues } from '../settings/task-values';
import { START_SCRIPT } from './start-script';
import { TemplateInputs, type TemplateValues, valuesOfTemplate } from './template-inputs';
import type { Template } from './template-picker';
import { useCreateTask } from './use-create-task';

type Values = TaskValues & TemplateValues;

/** Script, name and schedule, and what the chosen template needs. The rest of the settings wait on the task's page. */
export function NewTaskForm({ template, onBack }: { template: Template | null; onBack: () => void }) {
  const initialScript = template?.script ?? START_SCRIPT;
  const [script, setScript] = useState(initialScript);
  const { form, submit, problem, isBusy } = useApiForm<Values>({
    mode: 'controlled',
    initialValues: {
      ...NEW_TASK,
      name: template?.name ?? '',
      description: template?.description ?? '',
      scheduleType: template?.cronExpression ? 'CRON' : 'ONCE',
      cronExpression: template?.cronExpression ?? NEW_TASK.cronExpression,
      hasHostList: (template?.allowedHosts.length ?? 0) > 0,
      allowedHosts: template?.allowedHosts ?? [],
      ...valuesOfTemplate(template),
    },
  });
  const create = useCreateTask();
  return (
    <form onSubmit={submit((values) => create(values, script))}>
      <UnsavedGuard isUnsaved={() => (form.isDirty() || script !== initialScript) && !isBusy} />
      <Stack>
        <FormProblem problem={problem} />
        <Card withBorder>
          <Stack gap="sm">
            <TextInput label="Name" required data-autofocus {...form.getInputProps('name')} />
            <Textarea
              label="Description"
              description="What it is for, for whoever reads it in a year"
              autosize
              minRows={2}
              {...form.getInputProps('description')}
            />
          </Stack>
        </Card>
        <Section title="Script">
          <LazyScriptEditor value={script} onChange={setScript} />
        </Section>
        {template && <TemplateInputs template={template} form={form} />}
        <Section title="Schedule">
          <ScheduleFields form={form as unknown as TaskForm} />
        </Section>
        <Group justify="flex-end">
          <Button variant="default" onClick={onBack}>
            Back
          </Button>
          <Button type="submit" loading={isBusy}>
            Create task
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
