import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { EnrollTotpMutation } from '../../../generated/graphql';
import { ConfirmTotpForm } from './confirm-totp-form';
import { RecoveryCodes } from './recovery-codes';

/** Scan, type a code to show that it works, keep the recovery codes. Closing gives an unfinished one up. */
export function EnrollTotpDialog({
  enrollment,
  onClose,
}: {
  enrollment: EnrollTotpMutation['enrollTotp'] | null;
  onClose: () => void;
}) {
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const close = () => {
    setCodes(null);
    onClose();
  };
  return (
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
  );
}
