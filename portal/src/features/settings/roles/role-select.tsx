'use client';

import { Text } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '@/components/confirm-act';
import { Hint } from '@/components/hint';
import { Select } from '@/components/inputs';
import { nameOfPerson } from '@/components/name-of-person';
import { useViewer, type Viewer } from '@/lib/session';
import type { HolderFragment, UserRole } from '../../../../generated/graphql';
import { ROLE_WORDS, ROLES } from './role-words';
import { useSetRole } from './use-set-role';

/** The role of somebody: changed here, after a question, where the viewer may. */
export function RoleSelect({ holder, isLastOwner }: { holder: HolderFragment; isLastOwner: boolean }) {
  const viewer = useViewer();
  const setRole = useSetRole();
  const [asked, ask] = useState<UserRole | null>(null);
  const { role } = holder;
  if (!viewer.can('user:write')) return <Text size="sm">{ROLE_WORDS[role].title}</Text>;
  const reason = reasonAgainst(viewer, holder, isLastOwner);
  if (reason) {
    return (
      <Hint label={reason}>
        <Text size="sm">{ROLE_WORDS[role].title}</Text>
      </Hint>
    );
  }
  return (
    <>
      <Select
        aria-label={`Role of ${nameOfPerson(holder)}`}
        data={ROLES.filter((one) => one !== 'OWNER' || viewer.role === 'OWNER').map((value) => ({
          value,
          label: ROLE_WORDS[value].title,
        }))}
        value={role}
        onChange={(value) => value && value !== role && ask(value as UserRole)}
        allowDeselect={false}
        size="xs"
      />
      <ConfirmDialog
        label="Change role"
        color="blue"
        isOpen={asked !== null}
        onClose={() => ask(null)}
        onConfirm={async () => {
          if (asked) await setRole(holder.id, asked);
        }}
      >
        {asked && (
          <>
            {nameOfPerson(holder)} was {ROLE_WORDS[role].title.toLowerCase()} and becomes{' '}
            {ROLE_WORDS[asked].title.toLowerCase()}, who {ROLE_WORDS[asked].may}. It holds at once, for sessions that
            are open too.
          </>
        )}
      </ConfirmDialog>
    </>
  );
}

/** Why the role cannot be changed by this viewer now; null where it can. */
function reasonAgainst({ role }: Viewer, holder: HolderFragment, isLastOwner: boolean): string | null {
  if (isLastOwner) return 'The last active owner; make somebody else an owner first';
  if (holder.role === 'OWNER' && role !== 'OWNER') return 'Only an owner changes an owner';
  return null;
}
