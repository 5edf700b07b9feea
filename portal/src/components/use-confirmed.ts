import { useState } from 'react';
import { messageOf } from '@/lib/api';

/** An act that a dialog asks about: the dialog closes when it is done, and tells what it throws. */
export function useConfirmed(act: () => Promise<unknown>, onClose: () => void) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await act();
      onClose();
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  return { confirm, problem, isBusy };
}
