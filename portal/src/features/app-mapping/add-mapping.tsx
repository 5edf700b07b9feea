'use client';

import { Button, Group, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Dialog } from '@/components/dialog';
import { FormProblem } from '@/components/form-problem';
import { ApplicationPicker, GroupPicker, PersonPicker } from '@/features/picker';
import { useTimelineRefresh } from '@/features/timeline';
import { useApiMutation } from '@/lib/api';
import { useApiForm } from '@/lib/form';
import { useUnsavedInput } from '@/lib/unsaved';
import { appMappingsQuery, createMappingMutation } from './app-mapping.documents';

/** What of a mapping is known already: the page's own application, person or group. */
interface Known {
  applicationId?: string;
  userId?: string;
  groupId?: string;
}

type Queries = readonly { toString(): string }[];

/** Gives a person or a group a role in an application. */
export function AddMapping({
  invalidates = [],
  isMain = false,
  ...known
}: Known & {
  invalidates?: Queries;
  /** The main act of its page. */
  isMain?: boolean;
}) {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button {...(isMain ? { leftSection: <IconPlus size={16} /> } : { size: 'xs', variant: 'light' })} onClick={open}>
        Give a role
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title="Give a role">
        <Fields known={known} invalidates={invalidates} onClose={close} />
      </Dialog>
    </>
  );
}

function Fields({ known, invalidates, onClose }: { known: Known; invalidates: Queries; onClose: () => void }) {
  const [applicationId, setApplicationId] = useState(known.applicationId ?? null);
  const [holder, setHolder] = useState<'group' | 'user'>('group');
  const [holderId, setHolderId] = useState<string | null>(null);
  const onSettled = useTimelineRefresh();
  const create = useApiMutation(createMappingMutation, { invalidates: [appMappingsQuery, ...invalidates], onSettled });
  const { form, submit, problem, isBusy } = useApiForm({ initialValues: { role: '' } });
  const hasPicked = holderId !== null || applicationId !== (known.applicationId ?? null);
  useUnsavedInput(() => hasPicked && !isBusy);
  const isHolderKnown = known.userId !== undefined || known.groupId !== undefined;
  const holds = isHolderKnown
    ? { userId: known.userId, groupId: known.groupId }
    : { [holder === 'user' ? 'userId' : 'groupId']: holderId };
  const Picker = holder === 'user' ? PersonPicker : GroupPicker;
  return (
    <form
      onSubmit={submit(async ({ role }) => {
        await create.mutateAsync({ input: { applicationId: applicationId ?? '', role, ...holds } });
        onClose();
      })}
    >
      <Stack>
        <FormProblem problem={problem} />
        {!known.applicationId && (
          <ApplicationPicker label="Application" required value={applicationId} onChange={setApplicationId} />
        )}
        {!isHolderKnown && (
          <>
            <SegmentedControl
              aria-label="Who gets it"
              value={holder}
              onChange={(next) => {
                setHolder(next as typeof holder);
                setHolderId(null);
              }}
              data={[
                { value: 'group', label: 'A group' },
                { value: 'user', label: 'A person' },
              ]}
            />
            <Picker
              key={holder}
              label={holder === 'user' ? 'Person' : 'Group'}
              required
              value={holderId}
              onChange={setHolderId}
            />
          </>
        )}
        <TextInput
          label="Role"
          description="By the name that the application knows it by"
          required
          {...form.getInputProps('role')}
          key={form.key('role')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isBusy} disabled={!applicationId || (!isHolderKnown && !holderId)}>
            Give role
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
