'use client';

import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconLink } from '@tabler/icons-react';
import { Dialog } from '@/components/dialog';
import { FormProblem } from '@/components/form-problem';
import { ProviderPicker } from '@/features/picker';
import { useTimelineRefresh } from '@/features/timeline';
import { useApiMutation } from '@/lib/api';
import { useApiForm } from '@/lib/form';
import { linkIdentityMutation, signInWaysQuery } from './sign-in-ways.documents';

/** Says by which name another directory knows the person. */
export function LinkIdentity({ userId }: { userId: string }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="xs" variant="light" leftSection={<IconLink size={14} />} onClick={open}>
        Link an account
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title="Link an account elsewhere">
        <Fields userId={userId} onClose={close} />
      </Dialog>
    </>
  );
}

function Fields({ userId, onClose }: { userId: string; onClose: () => void }) {
  const link = useApiMutation(linkIdentityMutation, {
    invalidates: [signInWaysQuery],
    onSettled: useTimelineRefresh(),
  });
  const { form, submit, problem, isBusy } = useApiForm({
    mode: 'controlled',
    initialValues: { providerId: '', subject: '' },
  });
  return (
    <form
      onSubmit={submit(async (values) => {
        await link.mutateAsync({ input: { userId, ...values } });
        onClose();
      })}
    >
      <Stack>
        <FormProblem problem={problem} />
        <ProviderPicker
          label="Provider"
          description="Providers are kept in the settings"
          required
          value={form.values.providerId || null}
          onChange={(id) => form.setFieldValue('providerId', id ?? '')}
          error={form.errors.providerId}
        />
        <TextInput
          label="Its name for the person"
          description="The one that never changes; of OpenID Connect, the sub"
          required
          spellCheck={false}
          {...form.getInputProps('subject')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isBusy} disabled={!form.getValues().providerId}>
            Link
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
