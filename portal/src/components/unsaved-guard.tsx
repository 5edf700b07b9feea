'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useContext, useEffect, useEffectEvent, useId, useState } from 'react';
import { guardPage } from '@/lib/unsaved';
import { ConfirmDialog } from './confirm-act';
import { UnsavedReport } from './unsaved-report';

/**
 * Asks once before a page is left with changes that are not saved: by a link, by the search, by the browser's Back and
 * Forward, or by closing it. In a tab of the page, the tab is marked and kept.
 */
export function UnsavedGuard({
  isUnsaved,
  children = 'What you have changed here is not saved, and is lost when you leave.',
}: {
  isUnsaved: () => boolean;
  /** What is lost. */
  children?: ReactNode;
}) {
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
  useReport(isUnsaved());
  return (
    <ConfirmDialog
      label="Leave without saving"
      isOpen={leave !== null}
      onClose={() => setLeave(null)}
      onConfirm={async () => leave?.()}
    >
      {children}
    </ConfirmDialog>
  );
}

/** Tells the tab that this stands in. */
function useReport(isUnsaved: boolean): void {
  const id = useId();
  const report = useContext(UnsavedReport);
  useEffect(() => {
    report?.(id, isUnsaved);
    return () => report?.(id, false);
  }, [report, id, isUnsaved]);
}
