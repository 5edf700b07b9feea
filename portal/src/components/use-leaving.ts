'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useState } from 'react';
import { guardPage } from '@/lib/unsaved';

/** Guards what is not saved against every way out of the page; what it asks, and how it is answered, is drawn elsewhere. */
export function useLeaving(isUnsaved: () => boolean) {
  const router = useRouter();
  const [leave, setLeave] = useState<(() => void) | null>(null);
  const isAsked = useEffectEvent(() => isUnsaved());
  const go = useEffectEvent((href: string) => router.push(href));
  useEffect(
    () =>
      guardPage({
        isUnsaved: () => isAsked(),
        ask: (next) => setLeave(() => next),
        goTo: (href) => go(href),
      }),
    [],
  );
  return {
    /** Asks first. */
    ask: (next: () => void) => setLeave(() => next),
    /** For the dialog that asks. */
    question: {
      isOpen: leave !== null,
      onClose: () => setLeave(null),
      onConfirm: async () => leave?.(),
    },
  };
}
