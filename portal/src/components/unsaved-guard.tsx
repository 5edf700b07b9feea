'use client';

import { type ReactNode, useContext, useEffect, useId } from 'react';
import { ConfirmDialog } from './confirm-act';
import { UnsavedReport } from './unsaved-report';
import { useLeaving } from './use-leaving';

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
  const { question } = useLeaving(isUnsaved);
  useReport(isUnsaved());
  return (
    <ConfirmDialog label="Leave without saving" {...question}>
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
