'use client';

import { ActionIcon, Button, Fieldset, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { CodeText } from '@/components/code-text';
import { FormProblem } from '@/components/form-problem';
import { UnsavedGuard } from '@/components/unsaved-guard';
import { useApiMutation } from '@/lib/api';
import { useApiForm } from '@/lib/form';
import { Section } from '../section';
import { setTaskConfigMutation, taskContentQuery } from '../task.documents';

interface Entry {
  key: string;
  value: string;
}

/** The entries of a task's config, changed together. */
export function ConfigForm({
  taskId,
  entries,
  isReadOnly,
}: {
  taskId: string;
  entries: readonly Entry[];
  isReadOnly: boolean;
}) {
  const { form, submit, problem, isBusy } = useApiForm({
    mode: 'controlled',
    initialValues: { entries: entries.map(({ key, value }) => ({ key, value })) },
  });
  const set = useApiMutation(setTaskConfigMutation, { invalidates: [taskContentQuery] });
  const save = submit(async (values) => {
    await set.mutateAsync({ taskId, entries: values.entries });
    form.resetDirty(values);
    notifications.show({ color: 'green', message: 'The config is saved' });
  });
  const shown = form.getValues().entries;
  return (
    <Section title="Config">
      <Text size="sm" c="dimmed" mb="sm">
        What the script reads with <CodeText>config.get</CodeText>, in the clear. A list is a JSON array, or texts with
        commas between them.
      </Text>
      <form onSubmit={save}>
        <UnsavedGuard isUnsaved={() => form.isDirty() && !isBusy} />
        <Fieldset variant="unstyled" m={0} p={0} disabled={isReadOnly}>
          <Stack gap="xs">
            <FormProblem problem={problem} />
            {shown.length === 0 && <Text size="sm">No entries.</Text>}
            {shown.map((_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; its key is being typed
              <Group key={index} align="flex-start" gap="xs">
                <TextInput
                  aria-label={`Key ${index + 1}`}
                  placeholder="Key"
                  spellCheck={false}
                  style={{ flex: '1 1 10rem' }}
                  {...form.getInputProps(`entries.${index}.key`)}
                />
                <Textarea
                  aria-label={`Value ${index + 1}`}
                  placeholder="Value"
                  autosize
                  minRows={1}
                  maxRows={8}
                  spellCheck={false}
                  style={{ flex: '2 1 12rem' }}
                  {...form.getInputProps(`entries.${index}.value`)}
                />
                {!isReadOnly && (
                  <ActionIcon
                    variant="subtle"
                    color="red"
                    size="lg"
                    aria-label={`Remove the entry ${shown[index]?.key || index + 1}`}
                    onClick={() => form.removeListItem('entries', index)}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                )}
              </Group>
            ))}
            {!isReadOnly && (
              <Group justify="space-between">
                <Button
                  variant="default"
                  leftSection={<IconPlus size={16} />}
                  onClick={() => form.insertListItem('entries', { key: '', value: '' })}
                >
                  Add an entry
                </Button>
                <Button type="submit" loading={isBusy} disabled={!form.isDirty()}>
                  Save config
                </Button>
              </Group>
            )}
          </Stack>
        </Fieldset>
      </form>
    </Section>
  );
}
