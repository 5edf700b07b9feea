'use client';

import type { ModalProps } from '@mantine/core';
import dynamic from 'next/dynamic';
import { OnceOpen } from './once-open';

const FullDialog = dynamic(() => import('./full-dialog').then((module) => module.FullDialog), { ssr: false });

export interface DialogProps extends Omit<ModalProps, 'opened'> {
  isOpen: boolean;
}

/** What is asked or shown over the page. What draws it is loaded with the first that opens. */
export function Dialog(props: DialogProps) {
  return (
    <OnceOpen isOpen={props.isOpen}>
      <FullDialog {...props} />
    </OnceOpen>
  );
}
