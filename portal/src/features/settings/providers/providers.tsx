'use client';

import { Group, Stack, Text } from '@mantine/core';
import { ConfirmAct } from '@/components/confirm-act';
import { type Column, DataList, nameColumn, timeColumn } from '@/components/data-list';
import { useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { FederatedProvidersQuery } from '../../../../generated/graphql';
import { deleteProviderMutation, providersQuery } from '../settings.documents';
import { providerListing } from './listing';
import { CreateProviderButton, RenameProviderButton } from './provider-buttons';
import { PROVIDER_TYPES } from './provider-types';

type Provider = FederatedProvidersQuery['federatedProviders']['nodes'][number];

/** Outside directories that know people by names of their own. */
export function Providers() {
  const { can } = useViewer();
  return (
    <Stack>
      <Group justify="space-between">
        <Text size="sm" c="dimmed" maw={560}>
          Which outside directory knows a person by which name: scripts and chains look people up by it.
        </Text>
        <CreateProviderButton />
      </Group>
      <DataList
        listing={providerListing}
        noun="sign-in providers"
        columns={can('user:write') ? [...COLUMNS, ACTS] : COLUMNS}
        nameOf={({ name }) => name}
        searchLabel="Search providers"
        empty={{ title: 'No providers yet', text: 'Add the directory that your people sign in with elsewhere.' }}
      />
    </Stack>
  );
}

const COLUMNS: readonly Column<Provider>[] = [
  nameColumn(null),
  {
    key: 'kind',
    title: 'Kind',
    isSecondary: true,
    sortField: 'PROVIDER_TYPE',
    render: ({ providerType }) => PROVIDER_TYPES[providerType],
    csv: ({ providerType }) => PROVIDER_TYPES[providerType],
  },
  timeColumn('added', 'Added', ({ createdAt }) => createdAt, { sortField: 'CREATED_AT' }),
];

const ACTS: Column<Provider> = {
  key: 'acts',
  title: 'What can be done',
  isTitleHidden: true,
  width: 190,
  render: (provider) => (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      <RenameProviderButton provider={provider} />
      <DeleteProvider provider={provider} />
    </Group>
  ),
};

function DeleteProvider({ provider: { id, name } }: { provider: Provider }) {
  const remove = useApiMutation(deleteProviderMutation, { invalidates: [providersQuery] });
  return (
    <ConfirmAct
      label="Delete"
      title={`Delete ${name}?`}
      buttonProps={{ size: 'xs' }}
      onConfirm={() => remove.mutateAsync({ id })}
    >
      {name} is deleted, with what it knows people by. The people stay. This cannot be undone.
    </ConfirmAct>
  );
}
