'use client';

import { Button, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { Dialog } from '@/components/dialog';
import { EndInput, inputOfEnd } from '@/components/end-input';
import { FormProblem } from '@/components/form-problem';
import { GroupPicker } from '@/features/picker';
import { useTimelineRefresh } from '@/features/timeline';
import { useApiMutation } from '@/lib/api';
import { useUnsavedInput } from '@/lib/unsaved';
import { personAccessQuery } from './person.documents';
import { joinGroupMutation } from './person-changes.documents';

/** Adds the person to a group, for good or for a time. */
export function JoinGroup({ userId }: { userId: string }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="xs" variant="light" onClick={open}>
        Add to a group
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title="Add to a group">
        <Fields userId={userId} onClose={close} />
      </Dialog>
    </>
  );
}

function Fields({ userId, onClose }: { userId: string; onClose: () => void }) {
  const [groupId, setGroupId] = useState<string | null>(null);
  const [end, setEnd] = useState('');
  const onSettled = useTimelineRefresh();
  const join = useApiMutation(joinGroupMutation, { invalidates: [personAccessQuery], onSettled });
  useUnsavedInput(() => groupId !== null && !join.isPending);
  const expiresAt = inputOfEnd(end);
  return (
    <Stack>
      <FormProblem problem={join.error?.message ?? null} />
      <GroupPicker label="Group" required value={groupId} onChange={setGroupId} />
      <EndInput value={end} onChange={setEnd} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          disabled={!groupId}
          loading={join.isPending}
          onClick={() =>
            groupId && join.mutate({ groupId, userId, ...(expiresAt ? { expiresAt } : {}) }, { onSuccess: onClose })
          }
        >
          Add
        </Button>
      </Group>
    </Stack>
  );
}
