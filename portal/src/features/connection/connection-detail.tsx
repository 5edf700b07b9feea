'use client';

import { SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CopyField } from '@/components/copy-field';
import { ErrorState } from '@/components/error-state';
import { LinkText } from '@/components/link-text';
import { NotFound } from '@/components/not-found';
import { PageHeader } from '@/components/page-header';
import { PageLoading } from '@/components/page-loading';
import { StatusBadge } from '@/components/status-badge';
import { ApiError, apiQuery } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { ConnectionQuery } from '../../../generated/graphql';
import { ConfigPanel } from './config-panel';
import { connectionQuery } from './connection.documents';
import { DeleteButton } from './delete-button';
import { HealthPanel } from './health-panel';
import { ActionsPanel } from './run/actions-panel';
import { SecretsPanel } from './secrets-panel';

export type Connection = ConnectionQuery['connection'];

/** One connection: whether it works, how it is set up, and what can be done through it. */
export function ConnectionDetail({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(apiQuery(connectionQuery, { id }));
  if (error instanceof ApiError && error.code === 'NOT_FOUND') return <NotFound />;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  const { connection } = data;
  return (
    <>
      <Header connection={connection} />
      <Stack>
        <HealthPanel connection={connection} />
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <ConfigPanel key={JSON.stringify(connection.config)} connection={connection} />
          <SecretsPanel connection={connection} />
        </SimpleGrid>
        {connection.interactivityUrl && (
          <CopyField
            label="Request URL for the Slack app’s interactivity"
            description="Where Slack sends what people press in messages"
            value={connection.interactivityUrl}
          />
        )}
        <ActionsPanel connectionId={id} />
      </Stack>
    </>
  );
}

function Header({ connection: { id, name, health, installation } }: { connection: Connection }) {
  const { can } = useViewer();
  const { plugin, version } = installation;
  return (
    <PageHeader
      parent={{ href: '/connections', title: 'Connections' }}
      title={name}
      badge={<StatusBadge status={health} />}
      text={
        <>
          A connection of <LinkText href={`/marketplace/${plugin.key}`}>{plugin.name}</LinkText> {version.version}
        </>
      }
      actions={can('connection:write') && <DeleteButton id={id} name={name} />}
    />
  );
}
