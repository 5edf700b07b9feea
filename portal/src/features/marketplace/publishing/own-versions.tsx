'use client';

import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { type Column, ShortList, textColumn, timeColumn } from '@/components/data-list';
import { LinkText } from '@/components/link-text';
import { ReasonAct } from '@/components/reason-act';
import { StatusBadge } from '@/components/status-badge';
import { TimeText } from '@/components/time-text';
import { useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { OwnPluginVersionsQuery } from '../../../../generated/graphql';
import { yankPluginVersionMutation } from '../marketplace.documents';
import { PermissionList } from '../permission-list';
import type { Permissions } from '../permissions';
import { approvePluginVersionMutation, ownVersionsQuery, rejectPluginVersionMutation } from './publishing.documents';

type Plugin = OwnPluginVersionsQuery['plugins']['nodes'][number];
type OwnVersion = Plugin['versions'][number] & { plugin: Omit<Plugin, 'versions'> };

/** The approval queue, and below it what was decided. */
export function OwnVersions({ versions }: { versions: readonly OwnVersion[] }) {
  const waiting = versions.filter(({ status }) => status === 'PENDING');
  const decided = versions.filter(({ status }) => status !== 'PENDING');
  return (
    <>
      <section aria-label="Waits for approval">
        <Title order={2} size="h4" mb="sm">
          Waits for approval
        </Title>
        {waiting.length === 0 ? (
          <Text size="sm" c="dimmed">
            Nothing waits. What is published appears here before anyone can install it.
          </Text>
        ) : (
          <Cards versions={waiting} />
        )}
      </section>
      <section aria-label="Published">
        <Title order={2} size="h4" mb="sm">
          Published
        </Title>
        <ShortList
          scope="published"
          noun="versions"
          rows={decided}
          columns={COLUMNS}
          nameOf={({ plugin, version }) => `${plugin.name} ${version}`}
          searchLabel="Search what is published"
          empty={{ title: 'Nothing published yet', text: 'Make a publisher and a key below, then publish an archive.' }}
        />
      </section>
    </>
  );
}

const COLUMNS: readonly Column<OwnVersion>[] = [
  {
    key: 'plugin',
    title: 'Plugin',
    sortField: 'plugin',
    render: ({ plugin, version }) => (
      <LinkText href={`/marketplace/${plugin.key}?version=${version}`} fw={500}>
        {plugin.name} {version}
      </LinkText>
    ),
    csv: ({ plugin, version }) => `${plugin.key} ${version}`,
  },
  {
    key: 'status',
    title: 'Status',
    sortField: 'status',
    width: 120,
    render: ({ status }) => <StatusBadge status={status} />,
    csv: ({ status }) => status,
  },
  textColumn('reason', 'Why', ({ statusReason }) => statusReason),
  timeColumn('published', 'Published', ({ createdAt }) => createdAt, { sortField: 'published' }),
  {
    key: 'acts',
    title: 'What can be done',
    isTitleHidden: true,
    width: 90,
    render: (version) => <Acts version={version} />,
  },
];

function Cards({ versions }: { versions: readonly OwnVersion[] }) {
  return (
    <Stack gap="sm">
      {versions.map((version) => (
        <VersionCard key={version.id} version={version} />
      ))}
    </Stack>
  );
}

function VersionCard({ version }: { version: OwnVersion }) {
  const { plugin, status, statusReason, createdAt, permissions } = version;
  return (
    <Card withBorder>
      <Group justify="space-between" align="flex-start">
        <div>
          <Group gap="sm">
            <LinkText href={`/marketplace/${plugin.key}?version=${version.version}`} fw={500}>
              {plugin.name} {version.version}
            </LinkText>
            <StatusBadge status={status} />
          </Group>
          <Text size="sm" c="dimmed">
            published <TimeText value={createdAt} />
            {statusReason && ` · ${statusReason}`}
          </Text>
        </div>
        <Acts version={version} />
      </Group>
      {status === 'PENDING' && (
        <Stack gap="xs" mt="sm">
          <Text size="sm">Whoever installs it lets it do this:</Text>
          <PermissionList permissions={permissions as Permissions} />
        </Stack>
      )}
    </Card>
  );
}

function Acts({ version: { id, status, plugin } }: { version: OwnVersion }) {
  const { can } = useViewer();
  const invalidates = [ownVersionsQuery];
  const approve = useApiMutation(approvePluginVersionMutation, { invalidates });
  const reject = useApiMutation(rejectPluginVersionMutation, { invalidates });
  const yank = useApiMutation(yankPluginVersionMutation, { invalidates });
  if (status === 'PENDING' && plugin.isPrivate && can('plugin:write')) {
    return (
      <Group gap="xs">
        <ReasonAct
          label="Reject"
          onConfirm={(reason) => reject.mutateAsync({ id, reason })}
          buttonProps={{ size: 'xs' }}
        >
          It cannot be installed, and its number is spent: what is mended is published as another version.
        </ReasonAct>
        <Button size="xs" loading={approve.isPending} onClick={() => approve.mutate({ id })}>
          Approve
        </Button>
      </Group>
    );
  }
  if (status === 'PENDING' && !plugin.isPrivate) {
    return (
      <Text size="sm" c="dimmed">
        The operator of this deployment decides about public plugins.
      </Text>
    );
  }
  if (status !== 'APPROVED' || !can('plugin:publish')) return null;
  return (
    <ReasonAct label="Yank" onConfirm={(reason) => yank.mutateAsync({ id, reason })} buttonProps={{ size: 'xs' }}>
      Nobody can install it any more. Those who have it keep it, and are shown the reason.
    </ReasonAct>
  );
}
