'use client';

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import dynamic from 'next/dynamic';
import { nameOfPerson } from '@/components/name-of-person';
import { OnceOpen } from '@/components/once-open';
import { useTimelineRefresh } from '@/features/timeline';
import { useApiMutation } from '@/lib/api';
import { whenNear } from '@/lib/when-near';
import type { PersonQuery } from '../../../generated/graphql';
import { peopleQuery, personQuery } from './person.documents';
import { updatePersonMutation } from './person-changes.documents';

const PersonForm = dynamic(() => import('./person-form').then((module) => module.PersonForm), { ssr: false });
const near = whenNear(() => import('./person-form'));

export function EditPersonButton({ data: { user, tenant } }: { data: PersonQuery }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const onSettled = useTimelineRefresh();
  const update = useApiMutation(updatePersonMutation, { invalidates: [personQuery, peopleQuery], onSettled });
  return (
    <>
      <Button {...near} variant="default" onClick={open}>
        Edit
      </Button>
      <OnceOpen isOpen={isOpen}>
        <PersonForm
          title={`Edit ${nameOfPerson(user)}`}
          label="Save"
          person={user}
          attributeSchema={tenant.attributeSchema}
          isOpen={isOpen}
          onClose={close}
          onSubmit={async (input) => {
            await update.mutateAsync({ id: user.id, input });
            close();
          }}
        />
      </OnceOpen>
    </>
  );
}
