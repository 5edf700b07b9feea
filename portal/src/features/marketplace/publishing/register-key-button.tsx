'use client';

import { Button, Group, JsonInput, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Dialog } from '@/components/dialog';
import { FormProblem } from '@/components/form-problem';
import { useApiMutation } from '@/lib/api';
import { useApiForm } from '@/lib/form';
import { publishersQuery, registerPublisherKeyMutation } from './publishing.documents';

export function RegisterKeyButton({ publisherId }: { publisherId: string }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" size="xs" onClick={open}>
        Add a key
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title="Add a key">
        <KeyForm publisherId={publisherId} onClose={close} />
      </Dialog>
    </>
  );
}

function KeyForm({ publisherId, onClose }: { publisherId: string; onClose: () => void }) {
  const register = useApiMutation(registerPublisherKeyMutation, { invalidates: [publishersQuery] });
  const { form, submit, problem, isBusy } = useApiForm({
    initialValues: { name: '', publicJwk: '' },
    validate: { publicJwk: (text) => (isJson(text) ? null : 'This is no JSON') },
  });
  return (
    <form
      onSubmit={submit(async ({ name, publicJwk }) => {
        await register.mutateAsync({ input: { publisherId, name, publicJwk: JSON.parse(publicJwk) as unknown } });
        onClose();
      })}
    >
      <Stack>
        <FormProblem problem={problem} />
        <TextInput
          label="Name"
          description="Where it is kept: ci, for example"
          required
          data-autofocus
          {...form.getInputProps('name')}
          key={form.key('name')}
        />
        <JsonInput
          label="Public key"
          description="Ed25519 as a JWK, with kty, crv and x; never the private half"
          required
          autosize
          minRows={4}
          {...form.getInputProps('publicJwk')}
          key={form.key('publicJwk')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isBusy}>
            Add key
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
