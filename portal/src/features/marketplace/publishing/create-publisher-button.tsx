'use client';

import { Button, Group, Stack, Switch, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Dialog } from '@/components/dialog';
import { FormProblem } from '@/components/form-problem';
import { useApiMutation } from '@/lib/api';
import { useApiForm } from '@/lib/form';
import { createPublisherMutation, publishersQuery } from './publishing.documents';

export function CreatePublisherButton() {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" size="xs" onClick={open}>
        New publisher
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title="New publisher">
        <PublisherForm onClose={close} />
      </Dialog>
    </>
  );
}

function PublisherForm({ onClose }: { onClose: () => void }) {
  const create = useApiMutation(createPublisherMutation, { invalidates: [publishersQuery] });
  const { form, submit, problem, isBusy } = useApiForm({ initialValues: { name: '', slug: '', isPrivate: true } });
  return (
    <form
      onSubmit={submit(async (input) => {
        await create.mutateAsync({ input });
        onClose();
      })}
    >
      <Stack>
        <FormProblem problem={problem} />
        <TextInput label="Name" required data-autofocus {...form.getInputProps('name')} key={form.key('name')} />
        <TextInput
          label="Short name"
          description="As manifests write it; it cannot be changed"
          required
          {...form.getInputProps('slug')}
          key={form.key('slug')}
        />
        <Switch
          label="Its plugins are for us alone"
          {...form.getInputProps('isPrivate', { type: 'checkbox' })}
          key={form.key('isPrivate')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isBusy}>
            Create publisher
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
