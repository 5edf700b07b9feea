import { Badge, Group, Text } from '@mantine/core';
import type { Column } from '@/components/data-list';
import { LinkText } from '@/components/link-text';
import { TimeText } from '@/components/time-text';
import type { EventRowFragment } from '../../../generated/graphql';
import { subjectOf } from './subject-of';

type Row = EventRowFragment;

export const EVENT_COLUMNS: readonly Column<Row>[] = [
  {
    key: 'type',
    title: 'Event',
    render: ({ id, type, isTest }) => (
      <Group gap="xs">
        <LinkText href={`/events/${id}`} fw={500} style={{ overflowWrap: 'anywhere' }}>
          {type}
        </LinkText>
        {isTest && (
          <Badge size="sm" variant="outline" color="gray" tt="none">
            Test
          </Badge>
        )}
      </Group>
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
    width: 140,
    render: ({ firedAt }) => <TimeText value={firedAt} />,
    csv: ({ firedAt }) => firedAt,
  },
];
