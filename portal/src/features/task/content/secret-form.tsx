'use client';

import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { Dialog } from '@/components/dialog';
import { FormProblem } from '@/components/form-problem';
import { useApiForm } from '@/lib/form';

interface Props {
  /** Null: closed. Without a name: a new secret. */
  edited: { name: string } | null;
  onClose: () => void;
  onSubmit: (secret: { name: string; value: string }) => Promise<unknown>;
}

/** Sets a secret. It is written here and read nowhere. */
export function SecretForm({ edited, onClose, onSubmit }: Props) {
  return (
    <Dialog isOpen={edited !== null} onClose={onClose} title={edited?.name ? `Replace ${edited.name}` : 'Add a secret'}>
      {edited && <Fields name={edited.name} onClose={onClose} onSubmit={onSubmit} />}
    </Dialog>
  );
}

function Fields({ name, onClose, onSubmit }: Omit<Props, 'edited'> & { name: string }) {
  const { form, submit, problem, isBusy } = useApiForm({ initialValues: { name, value: '' } });
  const save = submit(async (values) => {
    await onSubmit({ name: values.name, value: values.value });
    onClose();
  });
  return (
    <form onSubmit={save} autoComplete="off">
      <Stack>
        <FormProblem problem={problem} />
        <TextInput
          label="Name"
          description="Letters, digits and underscores"
          required
          spellCheck={false}
          readOnly={name !== ''}
          data-autofocus={name === '' || undefined}
          {...form.getInputProps('name')}
          key={form.key('name')}
        />
        <Textarea
          label="Value"
          required
          autosize
          minRows={2}
          maxRows={10}
          spellCheck={false}
          data-autofocus={name !== '' || undefined}
          {...form.getInputProps('value')}
          key={form.key('value')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isBusy}>
            {name ? 'Replace' : 'Add secret'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
