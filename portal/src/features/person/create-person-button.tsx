'use client';

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { OnceOpen } from '@/components/once-open';
import { apiQuery, useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { whenNear } from '@/lib/when-near';
import { attributeSchemaQuery, peopleQuery } from './person.documents';
import { createPersonMutation } from './person-changes.documents';

const PersonForm = dynamic(() => import('./person-form').then((module) => module.PersonForm), { ssr: false });
const near = whenNear(() => import('./person-form'));

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
      <Button {...near} leftSection={<IconPlus size={16} />} onClick={open}>
        New person
      </Button>
      <OnceOpen isOpen={isOpen && data !== undefined}>
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
      </OnceOpen>
    </>
  );
}
