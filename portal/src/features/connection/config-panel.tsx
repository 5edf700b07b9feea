'use client';

import { Button, Card, Checkbox, Group, Stack, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { FormProblem } from '@/components/form-problem';
import { JsonView } from '@/components/json-view';
import { SchemaFields } from '@/components/schema-form';
import { UnsavedGuard } from '@/components/unsaved-guard';
import { useApiMutation } from '@/lib/api';
import { useApiForm } from '@/lib/form';
import { useViewer } from '@/lib/session';
import { connectionQuery, connectionsQuery, updateConnectionMutation } from './connection.documents';
import type { Connection } from './connection-detail';
import { manifestOf } from './manifest';

/** Where the account is; shown as data to who may not change it. */
export function ConfigPanel({ connection }: { connection: Connection }) {
  const { can } = useViewer();
  return (
    <Card withBorder component="section" aria-label="Configuration">
      <Title order={2} size="h4" mb="sm">
        Configuration
      </Title>
      {can('connection:write') ? (
        <ConfigForm connection={connection} />
      ) : (
        <JsonView value={connection.config} label="Configuration" />
      )}
    </Card>
  );
}

interface Values extends Record<string, unknown> {
  name: string;
  config: Record<string, unknown>;
  force: boolean;
}

function ConfigForm({ connection: { id, name, config, installation } }: { connection: Connection }) {
  const update = useApiMutation(updateConnectionMutation, { invalidates: [connectionQuery, connectionsQuery] });
  const { form, submit, problem, isBusy } = useApiForm<Values>({
    mode: 'controlled',
    initialValues: { name, config: config as Record<string, unknown>, force: false },
  });
  return (
    <form
      onSubmit={submit(async (input) => {
        await update.mutateAsync({ id, input });
        form.resetDirty(input);
        notifications.show({ color: 'green', message: 'The configuration was taken.' });
      })}
    >
      <UnsavedGuard isUnsaved={() => form.isDirty() && !isBusy} />
      <Stack>
        <FormProblem problem={problem} />
        <TextInput label="Name" required {...form.getInputProps('name')} />
        <SchemaFields
          schema={manifestOf(installation.version).config}
          value={form.values.config}
          onChange={(next) => form.setFieldValue('config', next)}
          path="config"
          errors={form.errors}
        />
        {problem && (
          <Checkbox
            label="Take it although the connection does not work with it"
            {...form.getInputProps('force', { type: 'checkbox' })}
          />
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={isBusy} disabled={!form.isDirty()}>
            Save and test
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
