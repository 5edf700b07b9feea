'use client';

import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { Dialog } from '@/components/dialog';
import { FormProblem } from '@/components/form-problem';
import { useApiForm } from '@/lib/form';

export interface ApplicationValues extends Record<string, unknown> {
  name: string;
  description: string;
  homepageUrl: string;
}

interface ApplicationFormProps {
  label: string;
  initialValues: ApplicationValues;
  onClose: () => void;
  onSubmit: (values: ApplicationValues) => Promise<unknown>;
}

/** What an application is, for a new one and for one that is changed. */
export function ApplicationForm({
  title,
  isOpen,
  ...props
}: ApplicationFormProps & { title: string; isOpen: boolean }) {
  return (
    <Dialog isOpen={isOpen} onClose={props.onClose} title={title}>
      <Fields {...props} />
    </Dialog>
  );
}

/** Made anew each time the dialog opens, so that it begins with what is true then. */
function Fields({ label, initialValues, onClose, onSubmit }: ApplicationFormProps) {
  const { form, submit, problem, isBusy } = useApiForm({ initialValues });
  return (
    <form onSubmit={submit(onSubmit)}>
      <Stack>
        <FormProblem problem={problem} />
        <TextInput label="Name" required data-autofocus {...form.getInputProps('name')} key={form.key('name')} />
        <Textarea
          label="Description"
          autosize
          minRows={2}
          {...form.getInputProps('description')}
          key={form.key('description')}
        />
        <TextInput
          label="Homepage"
          placeholder="https://"
          {...form.getInputProps('homepageUrl')}
          key={form.key('homepageUrl')}
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
