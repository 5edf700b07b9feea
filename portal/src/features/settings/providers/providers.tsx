'use client';

import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ConfirmAct } from '@/components/confirm-act';
import { type Column, nameColumn, ShortList, timeColumn } from '@/components/data-list';
import { ErrorState } from '@/components/error-state';
import { PageLoading } from '@/components/page-loading';
import { apiQuery, useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { FederatedProvidersQuery } from '../../../../generated/graphql';
import { deleteProviderMutation, providersQuery } from '../settings.documents';
import { CreateProviderButton, RenameProviderButton } from './provider-buttons';
import { PROVIDER_TYPES } from './provider-types';

type Provider = FederatedProvidersQuery['federatedProviders']['nodes'][number];

/** Outside directories that know people by names of their own. */
export function Providers() {
  const { can } = useViewer();
  const { data, error, refetch } = useQuery(apiQuery(providersQuery, {}));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  const { nodes } = data.federatedProviders;
  return (
    <Stack>
      <Group justify="space-between">
        <Text size="sm" c="dimmed" maw={560}>
          Which outside directory knows a person by which name: scripts and chains look people up by it.
        </Text>
        <CreateProviderButton />
      </Group>
      <ShortList
        scope="providers"
        noun="sign-in providers"
        rows={nodes}
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
    sortField: 'kind',
    render: ({ providerType }) => PROVIDER_TYPES[providerType],
    csv: ({ providerType }) => PROVIDER_TYPES[providerType],
  },
  timeColumn('added', 'Added', ({ createdAt }) => createdAt, { sortField: 'added' }),
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
