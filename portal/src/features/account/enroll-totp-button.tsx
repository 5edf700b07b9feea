'use client';

import { Button, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useApiMutation } from '@/lib/api';
import type { EnrollTotpMutation } from '../../../generated/graphql';
import { enrollTotpMutation, mfaMethodsQuery } from './account.documents';
import { ConfirmTotpForm } from './confirm-totp-form';
import { RecoveryCodes } from './recovery-codes';

/** Sets an authenticator app up: scan, type a code to show that it works, keep the recovery codes. */
export function EnrollTotpButton({ isFirst }: { isFirst: boolean }) {
  const [enrollment, setEnrollment] = useState<EnrollTotpMutation['enrollTotp'] | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const enroll = useApiMutation(enrollTotpMutation, {
    invalidates: [mfaMethodsQuery],
    onSuccess: (data) => setEnrollment(data.enrollTotp),
    onError: ({ message }) => notifications.show({ color: 'red', title: 'It cannot be set up', message }),
  });
  const close = () => {
    setEnrollment(null);
    setCodes(null);
  };
  return (
    <>
      <Button variant={isFirst ? 'filled' : 'default'} loading={enroll.isPending} onClick={() => enroll.mutate({})}>
        {isFirst ? 'Set up' : 'Add another'}
      </Button>
      <Modal
        opened={enrollment !== null}
        onClose={close}
        title={codes ? 'Keep your recovery codes' : 'Set up an authenticator app'}
        closeOnClickOutside={false}
        withCloseButton={!codes}
        closeOnEscape={!codes}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {codes ? (
          <RecoveryCodes codes={codes} onKept={close} />
        ) : (
          enrollment && <ConfirmTotpForm enrollment={enrollment} onConfirmed={setCodes} />
        )}
      </Modal>
    </>
  );
}
