import { Tooltip } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { type ReactNode, useEffect, useState } from 'react';

const PAUSE_MS = 150;

/** The words of a hint beside what they are about, after a pause: who only passes by is not bothered. */
export function HintBubble({
  id,
  target,
  children,
  onDismiss,
}: {
  id: string;
  target: HTMLElement;
  children: ReactNode;
  onDismiss: () => void;
}) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOpen(true), PAUSE_MS);
    return () => clearTimeout(timer);
  }, []);
  useWindowEvent('keydown', ({ key }) => key === 'Escape' && onDismiss());
  return <Tooltip target={target} opened={isOpen} label={<span id={id}>{children}</span>} multiline maw={320} />;
}
