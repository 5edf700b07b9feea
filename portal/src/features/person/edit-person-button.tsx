'use client';

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { nameOfPerson } from '@/components/name-of-person';
import { useTimelineRefresh } from '@/features/timeline';
import { useApiMutation } from '@/lib/api';
import type { PersonQuery } from '../../../generated/graphql';
import { peopleQuery, personQuery } from './person.documents';
import { updatePersonMutation } from './person-changes.documents';
import { PersonForm } from './person-form';

export function EditPersonButton({ data: { user, tenant } }: { data: PersonQuery }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const onSettled = useTimelineRefresh();
  const update = useApiMutation(updatePersonMutation, { invalidates: [personQuery, peopleQuery], onSettled });
  return (
    <>
      <Button variant="default" onClick={open}>
        Edit
      </Button>
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
    </>
  );
}
