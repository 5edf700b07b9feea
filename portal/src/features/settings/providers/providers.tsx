'use client';

import { Card, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ConfirmAct } from '@/components/confirm-act';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { PageLoading } from '@/components/page-loading';
import { Table } from '@/components/table';
import { TimeText } from '@/components/time-text';
import { apiQuery, useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { FederatedProvidersQuery } from '../../../../generated/graphql';
import { deleteProviderMutation, providersQuery } from '../settings.documents';
import { CreateProviderButton, RenameProviderButton } from './provider-buttons';
import { PROVIDER_TYPES } from './provider-types';

type Provider = FederatedProvidersQuery['federatedProviders']['nodes'][number];

/** Outside directories that know people by names of their own. */
export function Providers() {
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
      <Card withBorder>
        {nodes.length === 0 ? (
          <EmptyState title="No providers yet" text="Add the directory that your people sign in with elsewhere." />
        ) : (
          <ProviderTable providers={nodes} />
        )}
      </Card>
    </Stack>
  );
}

function ProviderTable({ providers }: { providers: readonly Provider[] }) {
  const { can } = useViewer();
  return (
    <Table aria-label="Sign-in providers">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Name</Table.Th>
          <Table.Th>Kind</Table.Th>
          <Table.Th visibleFrom="sm">Added</Table.Th>
          {can('user:write') && (
            <Table.Th w={170}>
              <VisuallyHidden>What can be done</VisuallyHidden>
            </Table.Th>
          )}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {providers.map((provider) => (
          <Table.Tr key={provider.id}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{provider.name}</Table.Td>
            <Table.Td>{PROVIDER_TYPES[provider.providerType]}</Table.Td>
            <Table.Td visibleFrom="sm">
              <TimeText value={provider.createdAt} />
            </Table.Td>
            {can('user:write') && (
              <Table.Td>
                <Group gap="xs" justify="flex-end">
                  <RenameProviderButton provider={provider} />
                  <DeleteProvider provider={provider} />
                </Group>
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

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
