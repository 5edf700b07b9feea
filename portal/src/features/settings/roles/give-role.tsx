'use client';

import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { FormProblem } from '@/components/form-problem';
import { Select } from '@/components/inputs';
import { PersonPicker } from '@/features/picker';
import { messageOf } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { UserRole } from '../../../../generated/graphql';
import { ROLE_WORDS } from './role-words';
import { useSetRole } from './use-set-role';

/** Gives a role to somebody who has none yet. */
export function GiveRole() {
  const viewer = useViewer();
  const setRole = useSetRole();
  const [person, setPerson] = useState<string | null>(null);
  const [role, chooseRole] = useState<UserRole>('ADMIN');
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const given: UserRole[] = viewer.role === 'OWNER' ? ['OWNER', 'ADMIN', 'AUDITOR'] : ['ADMIN', 'AUDITOR'];
  const give = async () => {
    if (!person) return;
    setBusy(true);
    setProblem(null);
    try {
      await setRole(person, role);
      setPerson(null);
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <FormProblem problem={problem} />
      <Group align="flex-end" gap="sm">
        <PersonPicker
          label="Give a role to"
          placeholder="Name or address"
          w={280}
          value={person}
          onChange={setPerson}
        />
        <Select
          label="Role"
          data={given.map((value) => ({ value, label: ROLE_WORDS[value].title }))}
          value={role}
          onChange={(value) => value && chooseRole(value as UserRole)}
          allowDeselect={false}
          w={140}
        />
        <Button onClick={give} loading={isBusy} disabled={!person}>
          Give role
        </Button>
      </Group>
    </>
  );
}
