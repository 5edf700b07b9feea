'use client';

import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { FormProblem } from '@/components/form-problem';
import { FullDialog } from '@/components/full-dialog';
import { useApiForm } from '@/lib/form';

export interface GroupValues extends Record<string, unknown> {
  name: string;
  description: string;
}

/** Name and description, for a new group and for one that is changed. */
export function GroupForm({
  title,
  label,
  initialValues,
  isOpen,
  onClose,
  onSubmit,
}: {
  title: string;
  label: string;
  initialValues: GroupValues;
  isOpen: boolean;
  onClose: () => void;
  onSubmit: (values: GroupValues) => Promise<unknown>;
}) {
  return (
    <FullDialog isOpen={isOpen} onClose={onClose} title={title}>
      <Fields label={label} initialValues={initialValues} onClose={onClose} onSubmit={onSubmit} />
    </FullDialog>
  );
}

/** Made anew each time the dialog opens, so that it begins with what is true then. */
function Fields({
  label,
  initialValues,
  onClose,
  onSubmit,
}: {
  label: string;
  initialValues: GroupValues;
  onClose: () => void;
  onSubmit: (values: GroupValues) => Promise<unknown>;
}) {
  const { form, submit, problem, isBusy } = useApiForm({ initialValues });
  return (
    <form onSubmit={submit(onSubmit)}>
      <Stack>
        <FormProblem problem={problem} />
        <TextInput label="Name" required data-autofocus {...form.getInputProps('name')} key={form.key('name')} />
        <Textarea
          label="Description"
          description="What the group stands for, for whoever reads it in a year"
          autosize
          minRows={2}
          {...form.getInputProps('description')}
          key={form.key('description')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isBusy}>
            {label}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
