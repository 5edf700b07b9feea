'use client';

import { Alert, Card, Group, Stack, Switch, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '@/components/error-state';
import { LinkButton } from '@/components/link-button';
import { LinkText } from '@/components/link-text';
import { StatusBadge } from '@/components/status-badge';
import { TimeText } from '@/components/time-text';
import { apiQuery, useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { InstallationQuery } from '../../../generated/graphql';
import { installationQuery } from './installation.documents';
import { setAutoUpdateMutation } from './marketplace.documents';
import type { Permissions } from './permissions';
import type { Plugin } from './plugin-detail';
import { UninstallButton } from './uninstall-button';
import { UpgradeButton } from './upgrade-button';

/** This tenant's installation of a plugin, and its connections. */
export function InstallationPanel({ id, plugin }: { id: string; plugin: Plugin }) {
  const { can } = useViewer();
  const { data, error, refetch } = useQuery(apiQuery(installationQuery, { id }));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const { installation, connections } = data;
  const { version, permissions, installedByEmail, createdAt, dependants } = installation;
  const offered = plugin.versions.find((each) => each.version === plugin.latestVersion);
  return (
    <Card withBorder component="section" aria-label="Installation">
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={2} size="h4">
            Installed: version {version.version}
          </Title>
          <Text size="sm" c="dimmed">
            <TimeText value={createdAt} /> by {installedByEmail ?? 'someone who is gone'}
          </Text>
        </div>
        {can('plugin:write') && (
          <Group gap="xs">
            <UninstallButton id={id} name={plugin.name} dependants={dependants} />
            {offered && offered.version !== version.version && (
              <UpgradeButton installationId={id} permissions={permissions as Permissions} version={offered} />
            )}
          </Group>
        )}
      </Group>
      <Stack mt="sm" gap="sm">
        <Trouble version={version} />
        <AutoUpdate installation={installation} />
        <Connections installationId={id} connections={connections.nodes} />
      </Stack>
    </Card>
  );
}

type Installation = InstallationQuery['installation'];

function Trouble({ version: { isYanked, statusReason, revocationReason } }: Pick<Installation, 'version'>) {
  if (!isYanked && !revocationReason) return null;
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle />}>
      {revocationReason
        ? `The installed version is not loaded any more: ${revocationReason}`
        : `The installed version was taken back: ${statusReason}. It still runs; upgrade when you can.`}
    </Alert>
  );
}

function AutoUpdate({ installation: { id, autoUpdate } }: { installation: Installation }) {
  const { can } = useViewer();
  const set = useApiMutation(setAutoUpdateMutation, { invalidates: [installationQuery] });
  return (
    <Switch
      label="Take newer versions by themselves, as long as they may do no more"
      checked={set.isPending ? set.variables.autoUpdate : autoUpdate}
      disabled={!can('plugin:write')}
      onChange={(event) => set.mutate({ installationId: id, autoUpdate: event.currentTarget.checked })}
    />
  );
}

function Connections({
  installationId,
  connections,
}: {
  installationId: string;
  connections: InstallationQuery['connections']['nodes'];
}) {
  const { can } = useViewer();
  return (
    <Stack gap="xs" align="flex-start">
      {connections.length === 0 && (
        <Text size="sm" c="dimmed">
          No connection yet: its actions need an account at the provider to act as.
        </Text>
      )}
      {connections.map(({ id, name, health }) => (
        <Group key={id} gap="sm">
          <LinkText href={`/connections/${id}`}>{name}</LinkText>
          <StatusBadge status={health} />
        </Group>
      ))}
      {can('connection:write') && (
        <LinkButton href={`/connections/new?installation=${installationId}`} variant="light" size="xs">
          New connection
        </LinkButton>
      )}
    </Stack>
  );
}
