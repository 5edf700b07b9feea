'use client';

import { Button, Group, Stack, TextInput } from '@mantine/core';
import { FormProblem } from '@/components/form-problem';
import { MultiSelect, Select } from '@/components/inputs';
import { useApiMutation } from '@/lib/api';
import { useApiForm } from '@/lib/form';
import { useViewer } from '@/lib/session';
import type { Scope } from '../../../generated/graphql';
import { apiTokensQuery, createApiTokenMutation } from './account.documents';
import { scopeInWords } from './scope-in-words';

const DAY_MS = 86_400_000;

const LIFETIMES = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
  { value: 'never', label: 'Never' },
];

export function CreateTokenForm({ onCancel, onCreated }: { onCancel: () => void; onCreated: (token: string) => void }) {
  const { scopes } = useViewer();
  const create = useApiMutation(createApiTokenMutation, { invalidates: [apiTokensQuery] });
  const { form, submit, problem, isBusy } = useApiForm({
    initialValues: { name: '', scopes: [] as Scope[], days: '90' },
  });
  return (
    <form
      onSubmit={submit(async ({ name, scopes, days }) => {
        const expiresAt = days === 'never' ? null : new Date(Date.now() + Number(days) * DAY_MS).toISOString();
        const { createApiToken } = await create.mutateAsync({ input: { name, scopes, expiresAt } });
        onCreated(createApiToken.token);
      })}
    >
      <Stack>
        <FormProblem problem={problem} />
        <TextInput
          label="Name"
          description="What uses it, as in: nightly report"
          required
          data-autofocus
          {...form.getInputProps('name')}
          key={form.key('name')}
        />
        <MultiSelect
          label="It may"
          description="As little as it needs"
          placeholder="Choose"
          required
          searchable
          data={scopes.map((scope) => ({ value: scope, label: scopeInWords(scope) }))}
          {...form.getInputProps('scopes')}
          key={form.key('scopes')}
        />
        <Select
          label="Ends after"
          data={LIFETIMES}
          allowDeselect={false}
          {...form.getInputProps('days')}
          key={form.key('days')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={isBusy}>
            Create token
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
