'use client';

import { Card, SimpleGrid, Title } from '@mantine/core';
import { CodeText } from '@/components/code-text';
import { Fact } from '@/components/fact-grid';
import { LinkText } from '@/components/link-text';
import { nameOfPerson } from '@/components/name-of-person';
import { inWords } from '@/components/status-badge';
import { TimeText } from '@/components/time-text';
import { useViewer } from '@/lib/session';
import type { PersonQuery } from '../../../generated/graphql';
import { fieldsOf } from './attribute-schema';
import { RoleBadge } from './people-columns';

/** Who the person is, with the attributes that the organisation keeps. */
export function Profile({ data: { user, tenant } }: { data: PersonQuery }) {
  const { can } = useViewer();
  const attributes = attributesShown(user.attributes, tenant.attributeSchema);
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="sm">
        Profile
      </Title>
      <SimpleGrid component="dl" cols={2} spacing="xs" verticalSpacing="xs" m={0}>
        <Fact label="Email">{user.email}</Fact>
        <Fact label="Username">{user.username}</Fact>
        <Fact label="Role">
          <RoleBadge role={user.role} />
        </Fact>
        {can('user:read') && (
          <Fact label="Manager">
            {user.manager ? (
              <LinkText href={`/people/${user.manager.id}`}>{nameOfPerson(user.manager)}</LinkText>
            ) : (
              'Nobody'
            )}
          </Fact>
        )}
        <Fact label="Last sign-in">
          <TimeText value={user.lastSignInAt} empty="Never" />
        </Fact>
        <Fact label="Created">
          <TimeText value={user.createdAt} />
        </Fact>
        {attributes.map(({ name, label, value }) => (
          <Fact key={name} label={label}>
            {isPlain(value) ? String(value) : <CodeText>{JSON.stringify(value)}</CodeText>}
          </Fact>
        ))}
      </SimpleGrid>
    </Card>
  );
}

/** Those of the schema first, in its order and by its titles. */
function attributesShown(attributes: unknown, schema: unknown) {
  const values = new Map(Object.entries((attributes ?? {}) as Record<string, unknown>));
  const known = fieldsOf(schema).filter(({ name }) => values.has(name));
  const names = new Set(known.map(({ name }) => name));
  const others = [...values.keys()].filter((name) => !names.has(name)).map((name) => ({ name, label: inWords(name) }));
  return [...known, ...others].map(({ name, label }) => ({ name, label, value: values.get(name) }));
}

const isPlain = (value: unknown) => typeof value !== 'object' || value === null;
