import { Text } from '@mantine/core';
import { BY_TIME, type Column } from '@/components/data-list';
import { LinkText } from '@/components/link-text';
import { nameOfPerson } from '@/components/name-of-person';
import { StatusBadge } from '@/components/status-badge';
import { TimeText } from '@/components/time-text';
import type { MessagesQuery } from '../../../generated/graphql';

export type MessageRow = MessagesQuery['messages']['nodes'][number];

const STATUSES: Record<MessageRow['status'], { status: string; label: string }> = {
  PENDING: { status: 'WAITING', label: 'Waiting' },
  SENT: { status: 'SUCCESS', label: 'Sent' },
  FAILED: { status: 'FAILED', label: 'Failed' },
  CANCELLED: { status: 'PENDING', label: 'Cancelled' },
};

export const MESSAGE_COLUMNS: readonly Column<MessageRow>[] = [
  {
    key: 'to',
    title: 'To',
    width: 160,
    isSecondary: true,
    render: ({ user }) => <Receiver user={user} />,
    csv: ({ user }) => user?.email,
  },
  {
    key: 'subject',
    title: 'Message',
    render: ({ subject, text, user }) => (
      <>
        <Text size="xs" hiddenFrom="sm">
          <Receiver user={user} />
        </Text>
        <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
          {subject}
        </Text>
        <Text size="sm" c="dimmed" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
          {text}
        </Text>
      </>
    ),
    csv: ({ subject }) => subject,
  },
  {
    key: 'status',
    title: 'State',
    width: 160,
    render: ({ status, reason, attempts }) => (
      <>
        <StatusBadge {...STATUSES[status]} />
        {reason && (
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {reason}
            {attempts > 1 && `, after ${attempts} tries`}
          </Text>
        )}
      </>
    ),
    csv: ({ status }) => status.toLowerCase(),
  },
  {
    key: 'goes',
    title: 'Send time',
    width: 130,
    isSecondary: true,
    render: ({ finishedAt, scheduledAt }) => <TimeText value={finishedAt ?? scheduledAt} size="sm" />,
    csv: ({ finishedAt, scheduledAt }) => finishedAt ?? scheduledAt,
  },
  {
    key: 'at',
    title: 'Written',
    sortField: BY_TIME,
    width: 130,
    isSecondary: true,
    render: ({ createdAt }) => <TimeText value={createdAt} size="sm" />,
    csv: ({ createdAt }) => createdAt,
  },
];

function Receiver({ user }: Pick<MessageRow, 'user'>) {
  return user ? <LinkText href={`/people/${user.id}`}>{nameOfPerson(user)}</LinkText> : 'Somebody who is gone';
}
