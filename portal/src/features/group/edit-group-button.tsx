'use client';

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import dynamic from 'next/dynamic';
import { OnceOpen } from '@/components/once-open';
import { useApiMutation } from '@/lib/api';
import { whenNear } from '@/lib/when-near';
import type { GroupQuery } from '../../../generated/graphql';
import { groupQuery, groupsQuery, updateGroupMutation } from './group.documents';

const GroupForm = dynamic(() => import('./group-form').then((module) => module.GroupForm), { ssr: false });
const near = whenNear(() => import('./group-form'));

export function EditGroupButton({ group }: { group: GroupQuery['group'] }) {
  const { id, name, description } = group;
  const [isOpen, { open, close }] = useDisclosure(false);
  const update = useApiMutation(updateGroupMutation, { invalidates: [groupQuery, groupsQuery] });
  return (
    <>
      <Button {...near} variant="default" onClick={open}>
        Edit
      </Button>
      <OnceOpen isOpen={isOpen}>
        <GroupForm
          title={`Edit ${name}`}
          label="Save"
          initialValues={{ name, description }}
          isOpen={isOpen}
          onClose={close}
          onSubmit={async (values) => {
            await update.mutateAsync({ id, input: { name: values.name, description: values.description } });
            close();
          }}
        />
      </OnceOpen>
    </>
  );
}
