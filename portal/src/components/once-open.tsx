import { type ReactNode, useState } from 'react';

/** Makes a dialog when it opens first, and keeps it: with `next/dynamic`, its code is loaded then and not by the page. */
export function OnceOpen({ isOpen, children }: { isOpen: boolean; children: ReactNode }) {
  const [wasOpen, setWasOpen] = useState(isOpen);
  if (isOpen && !wasOpen) setWasOpen(true);
  return wasOpen && children;
}
