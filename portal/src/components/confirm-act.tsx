'use client';

import { Button, type ButtonProps, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { messageOf } from '@/lib/api';
import { FormProblem } from './form-problem';

export interface ConfirmActProps {
  /** The act, as on the button: `Delete group`. */
  label: string;
  /** What will happen, to what, and what cannot be undone. */
  children: ReactNode;
  /** The question, where it is more than the label. */
  title?: string;
  onConfirm: () => Promise<unknown>;
  /** Why it cannot be done now; the button is disabled and tells it. */
  disabledReason?: string | undefined;
  buttonProps?: ButtonProps;
  color?: string;
}

/** A button for an act that destroys something: it says what it will do, and asks once. */
export function ConfirmAct(props: ConfirmActProps) {
  const { label, disabledReason, buttonProps, color = 'red' } = props;
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button
        variant="light"
        color={color}
        onClick={open}
        disabled={disabledReason !== undefined}
        title={disabledReason}
        {...buttonProps}
      >
        {label}
      </Button>
      <ConfirmDialog {...props} isOpen={isOpen} onClose={close} />
    </>
  );
}

/** The question alone, for an act that begins elsewhere: in a menu, or over many rows. */
export function ConfirmDialog({
  label,
  title = `${label}?`,
  children,
  onConfirm,
  color = 'red',
  isOpen,
  onClose,
}: ConfirmActProps & { isOpen: boolean; onClose: () => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack>
        <FormProblem problem={problem} />
        <Text size="sm" component="div">
          {children}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button color={color} loading={isBusy} onClick={confirm}>
            {label}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
