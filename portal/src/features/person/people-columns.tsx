import { Badge, Group, Text } from '@mantine/core';
import type { Column } from '@/components/data-list';
import { LinkText } from '@/components/link-text';
import { nameOfPerson } from '@/components/name-of-person';
import { StatusBadge } from '@/components/status-badge';
import { TimeText } from '@/components/time-text';
import type { PeopleQuery } from '../../../generated/graphql';

export type PersonRow = PeopleQuery['users']['nodes'][number];

export const PEOPLE_COLUMNS: readonly Column<PersonRow>[] = [
  {
    key: 'name',
    title: 'Name',
    sortField: 'LAST_NAME',
    render: (person) => (
      <>
        <Group gap={6}>
          <LinkText href={`/people/${person.id}`} fw={500} style={{ overflowWrap: 'anywhere' }}>
            {nameOfPerson(person)}
          </LinkText>
          {!person.isActive && (
            <Text span hiddenFrom="sm">
              <StatusBadge status="INACTIVE" />
            </Text>
          )}
        </Group>
        <Text size="xs" c="dimmed" hiddenFrom="sm" style={{ overflowWrap: 'anywhere' }}>
          {person.email}
        </Text>
      </>
    ),
    csv: nameOfPerson,
  },
  {
    key: 'status',
    title: 'Status',
    sortField: 'IS_ACTIVE',
    isSecondary: true,
    width: 100,
    render: ({ isActive }) => <StatusBadge status={isActive ? 'ACTIVE' : 'INACTIVE'} />,
    csv: ({ isActive }) => (isActive ? 'active' : 'inactive'),
  },
  {
    key: 'email',
    title: 'Email',
    sortField: 'EMAIL',
    isSecondary: true,
    render: ({ email }) => (
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {email}
      </Text>
    ),
    csv: ({ email }) => email,
  },
  {
    key: 'role',
    title: 'Role',
    sortField: 'ROLE',
    isSecondary: true,
    width: 110,
    render: ({ role }) => <RoleBadge role={role} />,
    csv: ({ role }) => role,
  },
  {
    key: 'manager',
    title: 'Manager',
    isSecondary: true,
    render: ({ manager }) =>
      manager ? <LinkText href={`/people/${manager.id}`}>{nameOfPerson(manager)}</LinkText> : '–',
    csv: ({ manager }) => manager?.email,
  },
  {
    key: 'signedIn',
    title: 'Last sign-in',
    sortField: 'LAST_SIGN_IN_AT',
    isSecondary: true,
    width: 130,
    render: ({ lastSignInAt }) => <TimeText value={lastSignInAt} empty="Never" />,
    csv: ({ lastSignInAt }) => lastSignInAt,
  },
  {
    key: 'created',
    title: 'Created',
    sortField: 'CREATED_AT',
    isSecondary: true,
    width: 130,
    render: ({ createdAt }) => <TimeText value={createdAt} />,
    csv: ({ createdAt }) => createdAt,
  },
];

export function RoleBadge({ role }: { role: string }) {
  return (
    <Badge variant="light" color={role === 'MEMBER' ? 'gray' : 'indigo'} tt="none">
      {role.charAt(0) + role.slice(1).toLowerCase()}
    </Badge>
  );
}
