'use client';

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { apiQuery, useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { attributeSchemaQuery, peopleQuery } from './person.documents';
import { createPersonMutation } from './person-changes.documents';
import { PersonForm } from './person-form';

/** Absent for who may not. */
export function CreatePersonButton() {
  const router = useRouter();
  const { can } = useViewer();
  const [isOpen, { open, close }] = useDisclosure(false);
  const { data } = useQuery({ ...apiQuery(attributeSchemaQuery, {}), enabled: isOpen });
  const create = useApiMutation(createPersonMutation, { invalidates: [peopleQuery] });
  if (!can('user:write')) return null;
  return (
    <>
      <Button leftSection={<IconPlus size={16} />} onClick={open}>
        New person
      </Button>
      <PersonForm
        title="New person"
        label="Create person"
        person={null}
        attributeSchema={data?.tenant.attributeSchema}
        isOpen={isOpen && data !== undefined}
        onClose={close}
        onSubmit={async ({ username, ...input }) => {
          const { createUser } = await create.mutateAsync({ input: { ...input, username: username || null } });
          close();
          router.push(`/people/${createUser.id}`);
        }}
      />
    </>
  );
}
