import { Text } from '@mantine/core';
import { type Column, timeColumn } from '@/components/data-list';
import { DottedName } from '@/components/dotted-name';
import { LinkText } from '@/components/link-text';
import { nameOfPerson } from '@/components/name-of-person';
import { inWords } from '@/components/status-badge';
import { TimeText } from '@/components/time-text';
import type { GroupMembersQuery } from '../../../generated/graphql';

type Membership = GroupMembersQuery['group']['members']['nodes'][number];
export type Person = NonNullable<Membership['user']>;
export type MemberRow = Omit<Membership, 'user'> & { id: string; user: Person };

export const MEMBER_COLUMNS: readonly Column<MemberRow>[] = [
  {
    key: 'person',
    title: 'Person',
    sortField: 'LAST_NAME',
    render: ({ user, expiresAt }) => (
      <>
        <LinkText href={`/people/${user.id}`}>{nameOfPerson(user)}</LinkText>
        {!user.isActive && (
          <Text span size="xs" c="dimmed">
            {' '}
            · inactive
          </Text>
        )}
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          <DottedName name={user.email} />
        </Text>
        {expiresAt && (
          <Text size="xs" c="dimmed" hiddenFrom="sm">
            ends <TimeText value={expiresAt} />
          </Text>
        )}
      </>
    ),
    csv: ({ user }) => user.email,
  },
  {
    key: 'source',
    title: 'Source',
    sortField: 'SOURCE',
    isSecondary: true,
    render: ({ source }) => inWords(source),
    csv: ({ source }) => source.toLowerCase(),
  },
  timeColumn('since', 'Since', ({ createdAt }) => createdAt, { sortField: 'CREATED_AT', width: 110 }),
  timeColumn('ends', 'Ends', ({ expiresAt }) => expiresAt, { sortField: 'EXPIRES_AT', empty: 'Never', width: 90 }),
];
