'use client';

import { notifications } from '@mantine/notifications';
import { nameOfPerson } from '@/components/name-of-person';
import { useApiMutation } from '@/lib/api';
import type { UserRole } from '../../../../generated/graphql';
import { holdersQuery, setRoleMutation } from '../settings.documents';
import { ROLE_WORDS } from './role-words';

/** Gives somebody another role, and says so. */
export function useSetRole() {
  const setting = useApiMutation(setRoleMutation, { invalidates: [holdersQuery] });
  return async (id: string, role: UserRole) => {
    const { updateUser } = await setting.mutateAsync({ id, role });
    const message = `${nameOfPerson(updateUser)} is ${ROLE_WORDS[role].title.toLowerCase()} now`;
    notifications.show({ color: 'green', message });
  };
}
