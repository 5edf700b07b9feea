'use client';

import { Button, PasswordInput, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { FormProblem } from '@/components/form-problem';
import { SectionCard } from '@/components/section-card';
import { sessionsQuery } from '@/features/session-list';
import { useApiMutation } from '@/lib/api';
import { useApiForm } from '@/lib/form';
import { changePasswordMutation } from './account.documents';

export function PasswordCard() {
  const change = useApiMutation(changePasswordMutation, { invalidates: [sessionsQuery] });
  const { form, submit, problem, isBusy } = useApiForm({ initialValues: { currentPassword: '', newPassword: '' } });
  return (
    <SectionCard title="Password" text="A new one ends your sessions on all other devices.">
      <form
        onSubmit={submit(async (input) => {
          await change.mutateAsync({ input });
          form.reset();
          notifications.show({ color: 'green', message: 'Your password was changed' });
        })}
      >
        <Stack maw={400}>
          <FormProblem problem={problem} />
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            required
            {...form.getInputProps('currentPassword')}
            key={form.key('currentPassword')}
          />
          <PasswordInput
            label="New password"
            description="At least 12 characters; a sentence is easy to remember"
            autoComplete="new-password"
            required
            {...form.getInputProps('newPassword')}
            key={form.key('newPassword')}
          />
          <Button type="submit" variant="default" loading={isBusy} style={{ alignSelf: 'flex-start' }}>
            Change password
          </Button>
        </Stack>
      </form>
    </SectionCard>
  );
}
