'use client';

import { Button, Card, Checkbox, Group, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { FormProblem } from '@/components/form-problem';
import { UnsavedGuard } from '@/components/unsaved-guard';
import { useApiMutation } from '@/lib/api';
import { useApiForm } from '@/lib/form';
import { useViewer } from '@/lib/session';
import { connectionQuery, setConnectionSecretsMutation } from './connection.documents';
import type { Connection } from './connection-detail';
import { manifestOf } from './manifest';
import { SecretInputs } from './secret-inputs';

/** Which secrets are set, and new ones in their place. */
export function SecretsPanel({ connection }: { connection: Connection }) {
  const { can } = useViewer();
  const { secretNames } = connection;
  return (
    <Card withBorder component="section" aria-label="Secrets">
      <Title order={2} size="h4">
        Secrets
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {secretNames.length === 0 ? 'None is set.' : `Set: ${secretNames.join(', ')}. Values never come back.`}
      </Text>
      {can('connection:write') && <RotateForm connection={connection} />}
    </Card>
  );
}

interface Values extends Record<string, unknown> {
  secrets: Record<string, string>;
  force: boolean;
}

function RotateForm({ connection: { id, secretNames, installation } }: { connection: Connection }) {
  const rotate = useApiMutation(setConnectionSecretsMutation, { invalidates: [connectionQuery] });
  const { form, submit, problem, isBusy } = useApiForm<Values>({
    mode: 'controlled',
    initialValues: { secrets: {}, force: false },
  });
  const given = Object.entries(form.values.secrets).map(([name, value]) => ({ name, value }));
  return (
    <form
      onSubmit={submit(async ({ force }) => {
        await rotate.mutateAsync({ connectionId: id, secrets: given, force });
        form.reset();
        notifications.show({ color: 'green', message: 'The new secrets are in use.' });
      })}
    >
      <Stack>
        <UnsavedGuard isUnsaved={() => form.isDirty() && !isBusy} />
        <FormProblem problem={problem} />
        <SecretInputs
          wanted={manifestOf(installation.version).secrets}
          set={secretNames}
          value={form.values.secrets}
          onChange={(next) => form.setFieldValue('secrets', next)}
          errors={form.errors}
        />
        {problem && (
          <Checkbox
            label="Take them although they do not work"
            {...form.getInputProps('force', { type: 'checkbox' })}
          />
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={isBusy} disabled={given.length === 0}>
            Test and replace
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
