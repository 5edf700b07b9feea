import { Stack, Text } from '@mantine/core';
import { BY_TIME, type Column } from '@/components/data-list';
import { EventTypeLink } from '@/components/event-type-link';
import { TimeText } from '@/components/time-text';
import type { EventRowFragment } from '../../../generated/graphql';
import { subjectOf } from './subject-of';

type Row = EventRowFragment;

export const EVENT_COLUMNS: readonly Column<Row>[] = [
  {
    key: 'type',
    title: 'Event',
    render: ({ id, type, isTest, firedAt, data }) => (
      <Stack gap={0}>
        <EventTypeLink href={`/events/${id}`} type={type} isTest={isTest} />
        <Text size="xs" c="dimmed" hiddenFrom="sm" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
          <TimeText value={firedAt} /> {subjectOf(data)}
        </Text>
      </Stack>
    ),
    csv: ({ type }) => type,
  },
  {
    key: 'about',
    title: 'About',
    isSecondary: true,
    render: ({ data }) => (
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {subjectOf(data)}
      </Text>
    ),
    csv: ({ data }) => subjectOf(data),
  },
  {
    key: 'actor',
    title: 'By',
    isSecondary: true,
    render: ({ actorEmail }) => (
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {actorEmail ?? 'Joinery'}
      </Text>
    ),
    csv: ({ actorEmail }) => actorEmail ?? 'Joinery',
  },
  {
    key: 'fired',
    title: 'Happened',
    isSecondary: true,
    sortField: BY_TIME,
    width: 140,
    render: ({ firedAt }) => <TimeText value={firedAt} />,
    csv: ({ firedAt }) => firedAt,
  },
];
