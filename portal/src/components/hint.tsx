'use client';

import dynamic from 'next/dynamic';
import { cloneElement, type HTMLAttributes, type ReactElement, type ReactNode, useId, useState } from 'react';

const HintBubble = dynamic(() => import('./hint-bubble').then((module) => module.HintBubble), { ssr: false });

export interface HintProps {
  /** A function, where making it for each row of a list would be dear. Nothing: there is no hint. */
  label: ReactNode | (() => ReactNode);
  /** An element that takes an element's handlers. */
  children: ReactElement<HTMLAttributes<HTMLElement>>;
}

/** A few words more on something, by hover or the keyboard's focus. What draws them comes with the first of them. */
export function Hint({ label, children }: HintProps) {
  const [target, setTarget] = useState<HTMLElement | null>(null);
  const id = useId();
  if (label === null || label === undefined) return children;
  const hide = () => setTarget(null);
  return (
    <>
      {cloneElement(children, {
        onPointerEnter: ({ currentTarget }) => setTarget(currentTarget),
        onPointerLeave: hide,
        onFocus: ({ currentTarget }) => currentTarget.matches(':focus-visible') && setTarget(currentTarget),
        onBlur: hide,
        ...(target ? { 'aria-describedby': id } : {}),
      })}
      {target && (
        <HintBubble id={id} target={target} onDismiss={hide}>
          {typeof label === 'function' ? label() : label}
        </HintBubble>
      )}
    </>
  );
}
