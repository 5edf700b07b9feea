'use client';

import { ActionIcon } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTrash } from '@tabler/icons-react';
import { ConfirmDialog } from '@/components/confirm-act';
import { Hint } from '@/components/hint';
import { useTimelineRefresh } from '@/features/timeline';
import { useApiMutation } from '@/lib/api';
import { appMappingsQuery, deleteMappingMutation } from './app-mapping.documents';

/** Takes a role away. */
export function RemoveMapping({
  mapping: { id, role, holder, application },
  invalidates = [],
}: {
  mapping: { id: string; role: string; holder: string; application: string };
  invalidates?: readonly { toString(): string }[];
}) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const onSettled = useTimelineRefresh();
  const remove = useApiMutation(deleteMappingMutation, { invalidates: [appMappingsQuery, ...invalidates], onSettled });
  return (
    <>
      <Hint label="Take the role away">
        <ActionIcon variant="subtle" color="red" aria-label={`Take the role ${role} away`} onClick={open}>
          <IconTrash size={16} />
        </ActionIcon>
      </Hint>
      <ConfirmDialog
        label="Take away"
        title="Take the role away?"
        isOpen={isOpen}
        onClose={close}
        onConfirm={() => remove.mutateAsync({ id })}
      >
        The role {role} in {application} is taken from {holder}; integrations hear of it. Roles that come through other
        groups stay.
      </ConfirmDialog>
    </>
  );
}
