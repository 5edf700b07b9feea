import { Box, Stack, Text } from '@mantine/core';
import { BY_TIME, type Column } from '@/components/data-list';
import { EventTypeLink } from '@/components/event-type-link';
import { LinkText } from '@/components/link-text';
import { SubjectLinks, subjectsAsText } from '@/components/subject-links';
import { TimeText } from '@/components/time-text';
import type { DeliveryRowFragment } from '../../../generated/graphql';
import { actionInWords } from './action-in-words';
import { DeliveryStatusBadge } from './delivery-status-badge';

type Row = DeliveryRowFragment;

const event: Column<Row> = {
  key: 'event',
  title: 'Event',
  render: ({ id, eventType, isTest, event, integration, createdAt }) => (
    <Stack gap={0}>
      <EventTypeLink href={`/deliveries/${id}`} type={eventType} isTest={isTest} />
      <Box hiddenFrom="sm" fz="xs" c="dimmed">
        {event && <SubjectLinks subjects={event.subjects} />}
        <Text size="xs" lineClamp={1}>
          <TimeText value={createdAt} />, {integration?.name ?? 'deleted integration'}
        </Text>
      </Box>
    </Stack>
  ),
  csv: ({ eventType }) => eventType,
};

const subject: Column<Row> = {
  key: 'about',
  title: 'About',
  isSecondary: true,
  render: ({ event }) => event && <SubjectLinks subjects={event.subjects} />,
  csv: ({ event }) => event && subjectsAsText(event.subjects),
};

const integration: Column<Row> = {
  key: 'integration',
  title: 'Integration',
  isSecondary: true,
  render: ({ integration }) =>
    integration ? (
      <LinkText href={`/integrations/${integration.id}`} style={{ overflowWrap: 'anywhere' }}>
        {integration.name}
      </LinkText>
    ) : (
      <Text span inherit c="dimmed">
        Deleted
      </Text>
    ),
  csv: (row) => row.integration?.name,
};

const rest: readonly Column<Row>[] = [
  {
    key: 'status',
    title: 'Status',
    width: 130,
    render: (row) => <DeliveryStatusBadge delivery={row} />,
    csv: ({ status }) => status,
  },
  {
    key: 'result',
    title: 'Answer',
    isSecondary: true,
    render: ({ responseStatus, error, actionKind }) => (
      <Text size="sm" c="dimmed" lineClamp={1} title={error ?? undefined}>
        {error ?? (responseStatus ? `HTTP ${responseStatus}` : actionInWords(actionKind))}
      </Text>
    ),
    csv: ({ responseStatus, error }) => error ?? responseStatus,
  },
  {
    key: 'attempts',
    title: 'Attempts',
    isSecondary: true,
    width: 90,
    align: 'right',
    render: ({ attemptCount }) => attemptCount,
    csv: ({ attemptCount }) => attemptCount,
  },
  {
    key: 'created',
    title: 'Created',
    sortField: BY_TIME,
    isSecondary: true,
    width: 130,
    render: ({ createdAt }) => <TimeText value={createdAt} />,
    csv: ({ createdAt }) => createdAt,
  },
];

export const DELIVERY_COLUMNS: readonly Column<Row>[] = [event, subject, integration, ...rest];

/** For a page that is about one integration. */
export const OWN_DELIVERY_COLUMNS: readonly Column<Row>[] = [event, subject, ...rest];
