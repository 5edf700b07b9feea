import { Stack, Text } from '@mantine/core';
import { BY_TIME, type Column } from '@/components/data-list';
import { EventTypeLink } from '@/components/event-type-link';
import { SubjectLinks, subjectsAsText } from '@/components/subject-links';
import { TimeText } from '@/components/time-text';
import type { EventRowFragment } from '../../../generated/graphql';

type Row = EventRowFragment;

export const EVENT_COLUMNS: readonly Column<Row>[] = [
  {
    key: 'type',
    title: 'Event',
    render: ({ id, type, isTest, firedAt, subjects }) => (
      <Stack gap={0}>
        <EventTypeLink href={`/events/${id}`} type={type} isTest={isTest} />
        <Text size="xs" c="dimmed" hiddenFrom="sm" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
          <TimeText value={firedAt} /> <SubjectLinks subjects={subjects} />
        </Text>
      </Stack>
    ),
    csv: ({ type }) => type,
  },
  {
    key: 'about',
    title: 'About',
    isSecondary: true,
    render: ({ subjects }) => (
      <Text size="sm">
        <SubjectLinks subjects={subjects} />
      </Text>
    ),
    csv: ({ subjects }) => subjectsAsText(subjects),
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
