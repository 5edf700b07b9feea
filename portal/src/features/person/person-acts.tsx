'use client';

import { ActionIcon } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import { ActMenu } from '@/components/act-menu';
import { ConfirmDialog } from '@/components/confirm-act';
import { nameOfPerson } from '@/components/name-of-person';
import { sessionsQuery } from '@/features/session-list';
import { useTimelineRefresh } from '@/features/timeline';
import { useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { PersonQuery } from '../../../generated/graphql';
import { peopleQuery, personQuery } from './person.documents';
import { activatePersonMutation, deactivatePersonMutation, deletePersonMutation } from './person-changes.documents';
import { SetPassword } from './set-password';

type Person = PersonQuery['user'];

/** What else can be done to a person; each act that takes something away says what, and asks once. */
export function PersonActs({ user }: { user: Person }) {
  const { user: viewer } = useViewer();
  const [isPassword, password] = useDisclosure(false);
  const [isShutOut, shutOut] = useDisclosure(false);
  const [isDeleting, deleting] = useDisclosure(false);
  const onSettled = useTimelineRefresh();
  const invalidates = [personQuery, peopleQuery, sessionsQuery];
  const activate = useApiMutation(activatePersonMutation, { invalidates, onSettled });
  const isSelf = viewer.id === user.id;
  return (
    <>
      <ActMenu
        target={
          <ActionIcon variant="default" size={36} aria-label={`More for ${nameOfPerson(user)}`}>
            <IconDots size={18} />
          </ActionIcon>
        }
        acts={[
          ...(isSelf ? [] : [{ label: 'Set a password', onClick: password.open }]),
          user.isActive
            ? { label: 'Deactivate', color: 'red', onClick: shutOut.open }
            : { label: 'Activate', onClick: () => activate.mutate({ id: user.id }) },
          { label: 'Delete', color: 'red', onClick: deleting.open },
        ]}
      />
      <SetPassword user={user} isOpen={isPassword} onClose={password.close} />
      <Deactivate user={user} isOpen={isShutOut} onClose={shutOut.close} />
      <Delete user={user} isOpen={isDeleting} onClose={deleting.close} />
    </>
  );
}

interface ActProps {
  user: Person;
  isOpen: boolean;
  onClose: () => void;
}

function Deactivate({ user, ...dialog }: ActProps) {
  const onSettled = useTimelineRefresh();
  const invalidates = [personQuery, peopleQuery, sessionsQuery];
  const deactivate = useApiMutation(deactivatePersonMutation, { invalidates, onSettled });
  return (
    <ConfirmDialog label="Deactivate" onConfirm={() => deactivate.mutateAsync({ id: user.id })} {...dialog}>
      {nameOfPerson(user)} can no longer sign in; sessions and API tokens end at once, and integrations and chains that
      listen for it start. Groups and roles stay, so that activating brings everything back.
    </ConfirmDialog>
  );
}

function Delete({ user, ...dialog }: ActProps) {
  const router = useRouter();
  const remove = useApiMutation(deletePersonMutation, { invalidates: [peopleQuery] });
  return (
    <ConfirmDialog
      label="Delete"
      title={`Delete ${nameOfPerson(user)}?`}
      onConfirm={async () => {
        await remove.mutateAsync({ id: user.id });
        router.replace('/people');
      }}
      {...dialog}
    >
      {nameOfPerson(user)} is deleted, with all memberships, roles in applications, sessions and API tokens;
      integrations hear of each. Direct reports have no manager afterwards. The audit log keeps what happened. This
      cannot be undone; to shut somebody out for a while, deactivate them.
    </ConfirmDialog>
  );
}
