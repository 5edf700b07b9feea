'use client';

import { Button, type ButtonProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import { OnceOpen } from './once-open';

const ConfirmQuestion = dynamic(() => import('./confirm-question').then((module) => module.ConfirmQuestion), {
  ssr: false,
});

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
  buttonProps?: ButtonProps & { 'aria-label'?: string };
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

export interface ConfirmDialogProps extends ConfirmActProps {
  isOpen: boolean;
  onClose: () => void;
}

/** The question alone, for an act that begins elsewhere: in a menu, or over many rows. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <OnceOpen isOpen={props.isOpen}>
      <ConfirmQuestion {...props} />
    </OnceOpen>
  );
}
