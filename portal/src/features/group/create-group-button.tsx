'use client';

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { OnceOpen } from '@/components/once-open';
import { useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { whenNear } from '@/lib/when-near';
import { createGroupMutation, groupsQuery } from './group.documents';

const GroupForm = dynamic(() => import('./group-form').then((module) => module.GroupForm), { ssr: false });
const near = whenNear(() => import('./group-form'));

/** Absent for who may not. */
export function CreateGroupButton() {
  const router = useRouter();
  const { can } = useViewer();
  const [isOpen, { open, close }] = useDisclosure(false);
  const create = useApiMutation(createGroupMutation, { invalidates: [groupsQuery] });
  if (!can('group:write')) return null;
  return (
    <>
      <Button {...near} leftSection={<IconPlus size={16} />} onClick={open}>
        New group
      </Button>
      <OnceOpen isOpen={isOpen}>
        <GroupForm
          title="New group"
          label="Create group"
          initialValues={{ name: '', description: '' }}
          isOpen={isOpen}
          onClose={close}
          onSubmit={async ({ name, description }) => {
            const { createGroup } = await create.mutateAsync({ input: { name, description } });
            close();
            router.push(`/groups/${createGroup.id}`);
          }}
        />
      </OnceOpen>
    </>
  );
}
