import { UnsavedInputs, useHeldInputs } from '@/lib/unsaved';
import { ConfirmQuestion } from './confirm-question';
import type { DialogProps } from './dialog';
import { FullModal } from './full-modal';
import { useLeaving } from './use-leaving';

/** A dialog. Closed with a changed form in it, by Escape, its cross or a press beside it, it asks once. */
export function FullDialog({ onClose, closeOnEscape = true, children, ...props }: DialogProps) {
  const { hold, areUnsaved } = useHeldInputs();
  const { ask, question } = useLeaving(areUnsaved);
  const close = () => {
    if (!areUnsaved()) onClose();
    // Not before the press is over: the question would hear the same Escape, and close.
    else requestAnimationFrame(() => ask(onClose));
  };
  return (
    <>
      <FullModal onClose={close} closeOnEscape={closeOnEscape && !question.isOpen} {...props}>
        <UnsavedInputs value={hold}>{children}</UnsavedInputs>
      </FullModal>
      <ConfirmQuestion label="Discard changes" {...question}>
        What you have entered here is not saved, and is lost.
      </ConfirmQuestion>
    </>
  );
}
