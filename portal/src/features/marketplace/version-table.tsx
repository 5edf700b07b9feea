'use client';

import { Group, Stack, Text } from '@mantine/core';
import { CodeText } from '@/components/code-text';
import { Hint } from '@/components/hint';
import { LinkText } from '@/components/link-text';
import { StatusBadge } from '@/components/status-badge';
import { Table } from '@/components/table';
import { TimeText } from '@/components/time-text';
import type { Plugin, Version } from './plugin-detail';

/** Every version: who signed it, how it fares, and whether it still can be had. */
export function VersionTable({ plugin }: { plugin: Plugin }) {
  return (
    <Table aria-label="Versions" spacing="roomy">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Version</Table.Th>
          <Table.Th>Status</Table.Th>
          <Table.Th visibleFrom="sm">Failures by its own fault</Table.Th>
          <Table.Th visibleFrom="md">Digest and key</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {plugin.versions.map((version) => (
          <Table.Tr key={version.id} style={{ verticalAlign: 'top' }}>
            <Table.Td>
              <LinkText href={`/marketplace/${plugin.key}?version=${version.version}`}>{version.version}</LinkText>
              <Text size="xs" c="dimmed">
                <TimeText value={version.createdAt} />
              </Text>
            </Table.Td>
            <Table.Td>
              <Stack gap={2} align="flex-start">
                <StatusBadge status={version.revocationReason ? 'REVOKED' : version.status} />
                <Text size="xs" c="dimmed">
                  {version.revocationReason ?? version.statusReason}
                </Text>
              </Stack>
            </Table.Td>
            <Table.Td visibleFrom="sm">{healthOf(version)}</Table.Td>
            <Table.Td visibleFrom="md">
              <Signature version={version} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
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
