'use client';

import { ActionIcon, Group, Text, TextInput } from '@mantine/core';
import { IconCheck, IconPencil, IconX } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { Hint } from '@/components/hint';
import { useTimelineRefresh } from '@/features/timeline';
import { useApiMutation } from '@/lib/api';
import { useApiForm } from '@/lib/form';
import { useViewer } from '@/lib/session';
import { appMappingsQuery, updateMappingMutation } from './app-mapping.documents';

interface RoleProps {
  mapping: { id: string; role: string };
  invalidates?: readonly { toString(): string }[];
}

/** What a role is called, changed where it stands. */
export function RoleInPlace(props: RoleProps) {
  const { role } = props.mapping;
  const { can } = useViewer();
  const [isEditing, setEditing] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const close = () => {
    setEditing(false);
    requestAnimationFrame(() => pencil.current?.focus());
  };
  if (isEditing) return <RoleForm {...props} onClose={close} />;
  return (
    <Group gap={4} wrap="nowrap">
      <Text size="sm" miw={{ base: 0, sm: '8ch' }} style={{ overflowWrap: 'anywhere' }}>
        {role}
      </Text>
      {can('application:write') && (
        <Hint label="Change the role">
          <ActionIcon
            ref={pencil}
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={`Change the role ${role}`}
            onClick={() => setEditing(true)}
          >
            <IconPencil size={14} />
          </ActionIcon>
        </Hint>
      )}
    </Group>
  );
}

function RoleForm({ mapping: { id, role }, invalidates = [], onClose }: RoleProps & { onClose: () => void }) {
  const onSettled = useTimelineRefresh();
  const update = useApiMutation(updateMappingMutation, { invalidates: [appMappingsQuery, ...invalidates], onSettled });
  const { form, submit, problem, isBusy } = useApiForm({ initialValues: { role } });
  const save = async (input: { role: string }) => {
    if (input.role.trim() !== role) await update.mutateAsync({ id, input });
    onClose();
  };
  const { error, ...input } = form.getInputProps('role');
  return (
    <form onSubmit={submit(save)} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <Group gap={4} wrap="nowrap" align="flex-start">
        <TextInput
          aria-label={`New name of the role ${role}`}
          size="xs"
          required
          autoFocus
          style={{ flex: 1, minWidth: 96 }}
          {...input}
          error={error ?? problem}
          key={form.key('role')}
        />
        <ActionIcon type="submit" variant="light" aria-label="Save the role" loading={isBusy} mt={2}>
          <IconCheck size={16} />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" aria-label="Leave the role as it is" onClick={onClose} mt={2}>
          <IconX size={16} />
        </ActionIcon>
      </Group>
    </form>
  );
}
