'use client';

import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Dialog } from '@/components/dialog';
import { FormProblem } from '@/components/form-problem';
import { nameOfPerson } from '@/components/name-of-person';
import { sessionsQuery } from '@/features/session-list';
import { useTimelineRefresh } from '@/features/timeline';
import { useApiMutation } from '@/lib/api';
import { useApiForm } from '@/lib/form';
import type { PersonQuery } from '../../../generated/graphql';
import { setPersonPasswordMutation } from './person-changes.documents';

interface SetPasswordProps {
  user: PersonQuery['user'];
  isOpen: boolean;
  onClose: () => void;
}

/** Gives somebody a password, which ends what they have open. */
export function SetPassword({ user, isOpen, onClose }: SetPasswordProps) {
  const title = `A password for ${nameOfPerson(user)}`;
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title}>
      <Fields user={user} onClose={onClose} />
    </Dialog>
  );
}

function Fields({ user, onClose }: Omit<SetPasswordProps, 'isOpen'>) {
  const onSettled = useTimelineRefresh();
  const set = useApiMutation(setPersonPasswordMutation, { invalidates: [sessionsQuery], onSettled });
  const { form, submit, problem, isBusy } = useApiForm({ initialValues: { password: '' } });
  return (
    <form
      onSubmit={submit(async ({ password }) => {
        await set.mutateAsync({ id: user.id, password });
        notifications.show({ color: 'green', message: 'The password is set.' });
        onClose();
      })}
    >
      <Stack>
        <FormProblem problem={problem} />
        <Text size="sm">
          Their sessions and API tokens end. Tell them the password on a safe way; they can change it.
        </Text>
        <PasswordInput
          label="Password"
          description="At least 12 characters"
          required
          autoComplete="new-password"
          data-autofocus
          {...form.getInputProps('password')}
          key={form.key('password')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isBusy}>
            Set password
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
