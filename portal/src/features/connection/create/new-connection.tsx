'use client';

import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { Select } from '@/components/inputs';
import { LinkButton } from '@/components/link-button';
import { PageHeader } from '@/components/page-header';
import { PageLoading } from '@/components/page-loading';
import { apiQuery } from '@/lib/api';
import { installablesQuery } from '../connection.documents';
import { ConnectionForm } from './connection-form';

/** Picks a plugin that is installed, and asks for what its connections need. */
export function NewConnection({ installationId }: { installationId: string | null }) {
  const { data, error, refetch } = useQuery(apiQuery(installablesQuery, {}));
  const [picked, setPicked] = useState(installationId);
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  const installations = data.installations.nodes;
  const chosen = installations.find(({ id }) => id === picked);
  return (
    <>
      <PageHeader
        parent={{ href: '/connections', title: 'Connections' }}
        title="New connection"
        text="It is tested as it is made. Secrets are encrypted, never shown again, and never seen by the plugin’s code."
      />
      {installations.length === 0 ? (
        <EmptyState title="No plugin is installed" text="A connection is one of an installed plugin.">
          <LinkButton href="/marketplace">To the marketplace</LinkButton>
        </EmptyState>
      ) : (
        <Stack maw={640}>
          <Select
            label="Plugin"
            placeholder="Pick one that is installed"
            description={chosen?.plugin.description}
            data={installations.map(({ id, plugin }) => ({ value: id, label: plugin.name }))}
            value={picked}
            onChange={setPicked}
            searchable
            allowDeselect={false}
          />
          {chosen && <ConnectionForm key={chosen.id} installation={chosen} />}
        </Stack>
      )}
    </>
  );
}
