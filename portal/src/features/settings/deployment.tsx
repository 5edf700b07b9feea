'use client';

import { Card, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CodeText } from '@/components/code-text';
import { ErrorState } from '@/components/error-state';
import { FactGrid } from '@/components/fact-grid';
import { PageLoading } from '@/components/page-loading';
import { StatusBadge } from '@/components/status-badge';
import { Table } from '@/components/table';
import { TimeText } from '@/components/time-text';
import { apiQuery } from '@/lib/api';
import type { DeploymentQuery } from '../../../generated/graphql';
import { deploymentQuery } from './settings.documents';

const days = (count: number) => (count === 1 ? '1 day' : `${count.toLocaleString('en')} days`);

/** What whoever runs Joinery has set for all organisations: read here, changed there. */
export function Deployment() {
  const { data, error, refetch } = useQuery(apiQuery(deploymentQuery, {}));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  const { deployment, signingKeys } = data;
  return (
    <Stack>
      <Text size="sm" c="dimmed" maw={720}>
        These are set by whoever runs this deployment, for all organisations in it. They are shown so that you know what
        to count on.
      </Text>
      <Section title="How long things are kept">
        <FactGrid
          facts={[
            { label: 'Events', value: days(deployment.eventRetentionDays) },
            { label: 'Finished deliveries', value: days(deployment.deliveryRetentionDays) },
            { label: 'Finished runs', value: days(deployment.runRetentionDays) },
            { label: 'What audit records say', value: `${days(deployment.auditRetentionDays)}; their proof for ever` },
          ]}
        />
      </Section>
      <Section title="Mail and limits">
        <FactGrid
          facts={[
            { label: 'Mail', value: deployment.mailFrom ? 'Sent' : 'Not set up: messages wait' },
            { label: 'Mails are from', value: deployment.mailFrom ?? '–' },
            { label: 'Runs at once', value: deployment.runsPerTenant },
            { label: 'Flows at once', value: deployment.flowsPerTenant },
          ]}
        />
      </Section>
      <Section title="Signing keys">
        <KeyTable keys={signingKeys} />
      </Section>
    </Stack>
  );
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section aria-label={title}>
      <Title order={2} size="h4" mb="xs">
        {title}
      </Title>
      {children}
    </section>
  );
}

const STATES: Record<DeploymentQuery['signingKeys'][number]['state'], { label: string; status: string }> = {
  ANNOUNCED: { label: 'Next', status: 'PLANNED' },
  SIGNING: { label: 'Signs now', status: 'ACTIVE' },
  RETIRING: { label: 'Still trusted', status: 'WAITING' },
  RETIRED: { label: 'Retired', status: 'UNKNOWN' },
};

function KeyTable({ keys }: { keys: DeploymentQuery['signingKeys'] }) {
  return (
    <Card withBorder>
      <Text size="sm" c="dimmed" mb="sm">
        They sign access tokens and seal the audit log, and are replaced by themselves every thirty days.
      </Text>
      <Table aria-label="Signing keys">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Key</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th visibleFrom="sm">Made</Table.Th>
            <Table.Th visibleFrom="sm">Retires</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {keys.map(({ kid, state, createdAt, retiresAt }) => (
            <Table.Tr key={kid}>
              <Table.Td>
                <CodeText>{kid}</CodeText>
              </Table.Td>
              <Table.Td>
                <StatusBadge {...STATES[state]} />
              </Table.Td>
              <Table.Td visibleFrom="sm">
                <TimeText value={createdAt} />
              </Table.Td>
              <Table.Td visibleFrom="sm">
                <TimeText value={retiresAt} empty="Not yet" />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}
