'use client';

import { Button, Fieldset, Group, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useRouter } from 'next/navigation';
import { FormProblem } from '@/components/form-problem';
import { defaultsOf, SchemaFields } from '@/components/schema-form';
import { UnsavedGuard } from '@/components/unsaved-guard';
import { useApiMutation } from '@/lib/api';
import { useApiForm } from '@/lib/form';
import type { InstallationToConnectQuery } from '../../../../generated/graphql';
import { connectionsQuery, createConnectionMutation } from '../connection.documents';
import { manifestOf } from '../manifest';
import { SecretInputs } from '../secret-inputs';

type Installation = InstallationToConnectQuery['installation'];

interface Values extends Record<string, unknown> {
  name: string;
  config: Record<string, unknown>;
  secrets: Record<string, string>;
}

/** Drawn from the manifest: its configuration by JSON Schema, its secrets by name. */
export function ConnectionForm({ installation: { id, plugin, version } }: { installation: Installation }) {
  const router = useRouter();
  const manifest = manifestOf(version);
  const create = useApiMutation(createConnectionMutation, { invalidates: [connectionsQuery] });
  const { form, submit, problem, isBusy } = useApiForm<Values>({
    mode: 'controlled',
    initialValues: { name: plugin.key, config: defaultsOf(manifest.config), secrets: {} },
  });
  const { name, config, secrets } = form.values;
  return (
    <form
      onSubmit={submit(async () => {
        const given = Object.entries(secrets).map(([name, value]) => ({ name, value }));
        const { createConnection } = await create.mutateAsync({
          input: { installationId: id, name, config, secrets: given },
        });
        notifications.show(
          createConnection.health === 'HEALTHY'
            ? { color: 'green', message: 'Connected: the test went well.' }
            : { color: 'yellow', message: 'It was made, and does not work yet: see what is wrong.' },
        );
        router.push(`/connections/${createConnection.id}`);
      })}
    >
      <UnsavedGuard isUnsaved={() => form.isDirty() && !isBusy} />
      <Stack>
        <FormProblem problem={problem} />
        <TextInput
          label="Name"
          description="What to call it in chains: the account, the team, the stage"
          required
          {...form.getInputProps('name')}
        />
        <Fieldset legend="Configuration">
          <SchemaFields
            schema={manifest.config}
            value={config}
            onChange={(next) => form.setFieldValue('config', next)}
            path="config"
            errors={form.errors}
          />
        </Fieldset>
        <SecretInputs
          wanted={manifest.secrets}
          value={secrets}
          onChange={(next) => form.setFieldValue('secrets', next)}
          errors={form.errors}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={isBusy}>
            Connect and test
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
