'use client';

import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Dialog } from '@/components/dialog';
import { FormProblem } from '@/components/form-problem';
import { Select } from '@/components/inputs';
import { useApiMutation } from '@/lib/api';
import { useApiForm } from '@/lib/form';
import { useViewer } from '@/lib/session';
import type { FederatedProviderType } from '../../../../generated/graphql';
import { createProviderMutation, providersQuery, updateProviderMutation } from '../settings.documents';
import { PROVIDER_TYPES } from './provider-types';

interface ProviderValues extends Record<string, unknown> {
  name: string;
  providerType: FederatedProviderType;
}

/** Absent for who may not. */
export function CreateProviderButton() {
  const { can } = useViewer();
  const [isOpen, { open, close }] = useDisclosure(false);
  const create = useApiMutation(createProviderMutation, { invalidates: [providersQuery] });
  if (!can('user:write')) return null;
  return (
    <>
      <Button onClick={open}>Add provider</Button>
      <Dialog isOpen={isOpen} onClose={close} title="Add provider">
        <ProviderForm
          label="Add"
          initialValues={{ name: '', providerType: 'OIDC' }}
          onSubmit={async ({ name, providerType }) => {
            await create.mutateAsync({ input: { name, providerType } });
            close();
          }}
        />
      </Dialog>
    </>
  );
}

export function RenameProviderButton({ provider }: { provider: ProviderValues & { id: string } }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const update = useApiMutation(updateProviderMutation, { invalidates: [providersQuery] });
  const { id, name, providerType } = provider;
  return (
    <>
      <Button variant="default" size="xs" onClick={open}>
        Rename
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title={`Rename ${name}`}>
        <ProviderForm
          label="Save"
          isTypeFixed
          initialValues={{ name, providerType }}
          onSubmit={async (values) => {
            await update.mutateAsync({ id, input: { name: values.name } });
            close();
          }}
        />
      </Dialog>
    </>
  );
}

function ProviderForm({
  label,
  initialValues,
  isTypeFixed = false,
  onSubmit,
}: {
  label: string;
  initialValues: ProviderValues;
  isTypeFixed?: boolean;
  onSubmit: (values: ProviderValues) => Promise<unknown>;
}) {
  const { form, submit, problem, isBusy } = useApiForm({ initialValues });
  return (
    <form onSubmit={submit(onSubmit)}>
      <Stack>
        <FormProblem problem={problem} />
        <TextInput label="Name" required data-autofocus {...form.getInputProps('name')} key={form.key('name')} />
        <Select
          label="Kind"
          data={Object.entries(PROVIDER_TYPES).map(([value, words]) => ({ value, label: words }))}
          disabled={isTypeFixed}
          allowDeselect={false}
          {...form.getInputProps('providerType')}
          key={form.key('providerType')}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={isBusy}>
            {label}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
