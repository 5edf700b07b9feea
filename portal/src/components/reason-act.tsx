'use client';

import { Button, type ButtonProps, Group, Stack, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useApiForm } from '@/lib/form';
import { Dialog } from './dialog';
import { FormProblem } from './form-problem';

export interface ReasonActProps {
  /** The act, as on the button: `Skip step`. */
  label: string;
  /** What will happen. */
  children: ReactNode;
  /** What the input is called: `Reason`, or `Comment` where it may be left empty. */
  reasonLabel?: string;
  isRequired?: boolean;
  onConfirm: (reason: string) => Promise<unknown>;
  color?: string;
  buttonProps?: ButtonProps;
}

/** A button for an act that is done with a word on why, which is kept with it. */
export function ReasonAct(props: ReasonActProps) {
  const { label, color = 'red', buttonProps } = props;
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="light" color={color} onClick={open} {...buttonProps}>
        {label}
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title={`${label}?`}>
        <Question {...props} onClose={close} />
      </Dialog>
    </>
  );
}

function Question({
  label,
  children,
  reasonLabel = 'Reason',
  isRequired = true,
  onConfirm,
  color = 'red',
  onClose,
}: ReasonActProps & { onClose: () => void }) {
  const { form, submit, problem, isBusy } = useApiForm({ initialValues: { reason: '' } });
  return (
    <form
      onSubmit={submit(async ({ reason }) => {
        await onConfirm(reason.trim());
        onClose();
      })}
    >
      <Stack>
        <FormProblem problem={problem} />
        <Text size="sm" component="div">
          {children}
        </Text>
        <Textarea
          label={reasonLabel}
          required={isRequired}
          autosize
          minRows={2}
          data-autofocus
          {...form.getInputProps('reason')}
          key={form.key('reason')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" color={color} loading={isBusy}>
            {label}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
