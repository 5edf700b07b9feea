import { type ReactNode, useEffect, useState } from 'react';

/**
 * Makes a dialog when it opens first, and keeps it: with `next/dynamic`, its code is loaded then and not by the page.
 * A dialog that is made open does not learn what had the focus; what it takes is given back here.
 */
export function OnceOpen({ isOpen, children }: { isOpen: boolean; children: ReactNode }) {
  const [wasOpen, setWasOpen] = useState(isOpen);
  if (isOpen && !wasOpen) setWasOpen(true);
  useEffect(() => {
    if (!isOpen) return;
    const opener = document.activeElement;
    return () => void requestAnimationFrame(() => giveBack(opener));
  }, [isOpen]);
  return wasOpen && children;
}

function giveBack(opener: Element | null): void {
  const { activeElement } = document;
  const isLost = activeElement === document.body || activeElement?.closest('[role=dialog]');
  if (isLost && opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
}
