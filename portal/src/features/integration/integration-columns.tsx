import { Stack, Text } from '@mantine/core';
import { type Column, timeColumn } from '@/components/data-list';
import { LinkText } from '@/components/link-text';
import { StatusBadge } from '@/components/status-badge';
import { TimeText } from '@/components/time-text';
import { actionInWords } from '@/features/delivery';
import type { IntegrationsQuery } from '../../../generated/graphql';
import { STATE_WORDS, stateOf } from './integration-state';

export type IntegrationRow = IntegrationsQuery['integrations']['nodes'][number];

const SHOWN_TYPES = 2;

export const INTEGRATION_COLUMNS: readonly Column<IntegrationRow>[] = [
  {
    key: 'name',
    title: 'Name',
    sortField: 'NAME',
    render: ({ id, name, description }) => (
      <Stack gap={0}>
        <LinkText href={`/integrations/${id}`} fw={500} style={{ overflowWrap: 'anywhere' }}>
          {name}
        </LinkText>
        <Text size="xs" c="dimmed" lineClamp={1}>
          {description}
        </Text>
      </Stack>
    ),
    csv: ({ name }) => name,
  },
  {
    key: 'when',
    title: 'When',
    isSecondary: true,
    width: 190,
    render: ({ eventTypes }) => <Text size="sm">{someOf(eventTypes)}</Text>,
    csv: ({ eventTypes }) => eventTypes.join(' '),
  },
  {
    key: 'does',
    title: 'Does',
    isSecondary: true,
    width: 130,
    render: ({ actions }) => <Text size="sm">{kindsOf(actions)}</Text>,
    csv: ({ actions }) => kindsOf(actions),
  },
  {
    key: 'state',
    title: 'State',
    sortField: 'STATE',
    width: 120,
    render: (row) => <StatusBadge status={stateOf(row)} label={STATE_WORDS[stateOf(row)]} />,
    csv: (row) => STATE_WORDS[stateOf(row)],
  },
  {
    key: 'failed',
    title: 'Failed in 24 h',
    width: 120,
    align: 'right',
    isSecondary: true,
    render: ({ id, health: { failedLastDay } }) =>
      failedLastDay === 0 ? (
        <Text span inherit c="dimmed">
          0
        </Text>
      ) : (
        <LinkText href={`/deliveries?integration=${id}&status=FAILED&span=day`} c="red">
          {failedLastDay.toLocaleString('en')}
        </LinkText>
      ),
    csv: ({ health }) => health.failedLastDay,
  },
  timeColumn('created', 'Created', ({ createdAt }) => createdAt, { sortField: 'CREATED_AT', width: 120 }),
  {
    key: 'last',
    title: 'Last delivery',
    width: 140,
    isSecondary: true,
    render: ({ health: { lastDelivery } }) =>
      lastDelivery ? (
        <LinkText href={`/deliveries/${lastDelivery.id}`}>
          <TimeText value={lastDelivery.createdAt} />
        </LinkText>
      ) : (
        <Text span inherit c="dimmed">
          Never
        </Text>
      ),
    csv: ({ health }) => health.lastDelivery?.createdAt,
  },
];

function someOf(types: readonly string[]): string {
  const shown = types.slice(0, SHOWN_TYPES).join(', ');
  return types.length > SHOWN_TYPES ? `${shown} and ${types.length - SHOWN_TYPES} more` : shown;
}

function kindsOf(actions: IntegrationRow['actions']): string {
  return [...new Set(actions.map(({ kind }) => actionInWords(kind)))].join(', ');
}
