'use client';

import { Group, Stack, Text } from '@mantine/core';
import { CodeText } from '@/components/code-text';
import { type Column, ShortList } from '@/components/data-list';
import { Hint } from '@/components/hint';
import { LinkText } from '@/components/link-text';
import { StatusBadge } from '@/components/status-badge';
import { TimeText } from '@/components/time-text';
import type { Plugin, Version } from './plugin-detail';

/** Every version: who signed it, how it fares, and whether it still can be had. */
export function VersionTable({ plugin }: { plugin: Plugin }) {
  return (
    <ShortList
      scope="versions"
      noun="versions"
      rows={plugin.versions}
      columns={columnsOf(plugin.key)}
      nameOf={({ version }) => version}
      searchLabel="Search versions"
      empty={{ title: 'No version yet', text: 'One appears here when it is published.' }}
    />
  );
}

const stateOf = ({ revocationReason, status }: Version) => (revocationReason ? 'REVOKED' : status);

function columnsOf(key: string): readonly Column<Version>[] {
  return [
    {
      key: 'version',
      title: 'Version',
      sortField: 'version',
      render: ({ version, createdAt }) => (
        <>
          <LinkText href={`/marketplace/${key}?version=${version}`}>{version}</LinkText>
          <Text size="xs" c="dimmed">
            <TimeText value={createdAt} />
          </Text>
        </>
      ),
      csv: ({ version }) => version,
    },
    {
      key: 'status',
      title: 'Status',
      sortField: 'status',
      render: (version) => (
        <Stack gap={2} align="flex-start">
          <StatusBadge status={stateOf(version)} />
          <Text size="xs" c="dimmed">
            {version.revocationReason ?? version.statusReason}
          </Text>
        </Stack>
      ),
      csv: stateOf,
    },
    {
      key: 'failures',
      title: 'Failures by its own fault',
      isSecondary: true,
      render: healthOf,
      csv: healthOf,
    },
    {
      key: 'signature',
      title: 'Digest and key',
      isSecondary: true,
      render: (version) => <Signature version={version} />,
      csv: ({ digest }) => digest,
    },
  ];
}

function Signature({ version: { digest, keyId } }: { version: Version }) {
  return (
    <Group gap={4}>
      <Hint label={digest}>
        <span>
          <CodeText>{digest.slice(0, 16)}…</CodeText>
        </span>
      </Hint>
      <Text size="sm">signed by</Text>
      <Hint label={keyId}>
        <span>
          <CodeText>{keyId.slice(0, 12)}…</CodeText>
        </span>
      </Hint>
    </Group>
  );
}

function healthOf({ runs: { runs, failures, failureRate } }: Version): string {
  if (failureRate === null || failureRate === undefined) return 'Never run';
  const share = failureRate.toLocaleString('en', { style: 'percent', maximumFractionDigits: 1 });
  return `${share}: ${failures.toLocaleString('en')} of ${runs.toLocaleString('en')} runs`;
}
