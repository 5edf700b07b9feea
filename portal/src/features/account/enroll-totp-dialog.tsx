import { useState } from 'react';
import { FullDialog } from '@/components/full-dialog';
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
    <FullDialog
      isOpen={enrollment !== null}
      onClose={close}
      title={codes ? 'Keep your recovery codes' : 'Set up an authenticator app'}
      closeOnClickOutside={false}
      withCloseButton={!codes}
      closeOnEscape={!codes}
    >
      {codes ? (
        <RecoveryCodes codes={codes} onKept={close} />
      ) : (
        enrollment && <ConfirmTotpForm enrollment={enrollment} onConfirmed={setCodes} />
      )}
    </FullDialog>
  );
}
