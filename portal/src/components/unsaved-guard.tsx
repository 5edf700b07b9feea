'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { guardPage } from '@/lib/unsaved';
import { ConfirmDialog } from './confirm-act';

/** Asks once before a page is left with changes that are not saved: by a link, by the search, or by closing it. */
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
  const mustAsk = useEffectEvent((next: () => void) => {
    const isAsked = isUnsaved();
    if (isAsked) setLeave(() => next);
    return isAsked;
  });
  const isOpen = useEffectEvent(() => isUnsaved());
  const go = useEffectEvent((href: string) => router.push(href));

  useEffect(() => {
    const closing = (event: BeforeUnloadEvent) => isOpen() && event.preventDefault();
    const pressing = (event: MouseEvent) => {
      const href = pageOf(event);
      if (href === null || !mustAsk(() => go(href))) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const forget = guardPage(mustAsk);
    window.addEventListener('beforeunload', closing);
    // Before the link itself hears of it.
    window.addEventListener('click', pressing, { capture: true });
    return () => {
      forget();
      window.removeEventListener('beforeunload', closing);
      window.removeEventListener('click', pressing, { capture: true });
    };
  }, []);
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

/** The other page of the portal that a press leads to, in this tab; null for any other press. */
function pageOf({ target, button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): string | null {
  if (button !== 0 || metaKey || ctrlKey || shiftKey || altKey || !(target instanceof Element)) return null;
  const link = target.closest<HTMLAnchorElement>('a[href]');
  if (!link || link.target || link.hasAttribute('download')) return null;
  const { origin, pathname, search, hash } = new URL(link.href);
  const { location } = window;
  return origin === location.origin && pathname !== location.pathname ? pathname + search + hash : null;
}
