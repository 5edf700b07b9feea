'use client';

import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { LinkButton } from '@/components/link-button';
import { NotForRole } from '@/components/not-for-role';
import { PageHeader } from '@/components/page-header';
import { PageLoading } from '@/components/page-loading';
import { InstallationPicker } from '@/features/picker';
import { apiQuery } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { anyInstallationQuery, installationToConnectQuery } from '../connection.documents';
import { ConnectionForm } from './connection-form';

const BACK = { href: '/connections', title: 'Connections' };

/** Picks a plugin that is installed, and asks for what its connections need. */
export function NewConnection({ installationId }: { installationId: string | null }) {
  const { can } = useViewer();
  const { data, error, refetch } = useQuery(apiQuery(anyInstallationQuery, {}));
  const [picked, setPicked] = useState(installationId);
  if (!can('connection:write')) return <NotForRole text="Connections are made by owners and admins." back={BACK} />;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  return (
    <>
      <PageHeader
        parent={BACK}
        title="New connection"
        text="It is tested as it is made. Secrets are encrypted, never shown again, and never seen by the plugin’s code."
      />
      {data.installations.nodes.length === 0 ? (
        <EmptyState title="No plugin is installed" text="A connection is one of an installed plugin.">
          <LinkButton href="/marketplace">To the marketplace</LinkButton>
        </EmptyState>
      ) : (
        <Stack maw={640}>
          <InstallationPicker
            label="Plugin"
            placeholder="Pick one that is installed"
            value={picked}
            onChange={setPicked}
            allowDeselect={false}
          />
          {picked && <FormOf key={picked} installationId={picked} />}
        </Stack>
      )}
    </>
  );
}

function FormOf({ installationId }: { installationId: string }) {
  const { data, error, refetch } = useQuery(apiQuery(installationToConnectQuery, { id: installationId }));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  // What was asked for before stays in sight elsewhere; another plugin's form would be the wrong one.
  if (data?.installation.id !== installationId) return <PageLoading />;
  return (
    <>
      <Text size="sm" c="dimmed">
        {data.installation.plugin.description}
      </Text>
      <ConnectionForm installation={data.installation} />
    </>
  );
}
