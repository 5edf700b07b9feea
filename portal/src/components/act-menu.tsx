'use client';

import { type ButtonHTMLAttributes, cloneElement, type ReactElement, type ReactNode, type Ref, useState } from 'react';
import { latePart } from '@/lib/late-part';

export interface MenuAct {
  label: string;
  icon?: ReactNode;
  color?: string;
  onClick?: () => void;
  /** Where it goes, for one that is a link. */
  href?: string;
  isKeptOpen?: boolean;
  /** With a line before it. */
  isApart?: boolean;
}

export interface ActMenuProps {
  /** The button that opens it. */
  target: ReactElement<ButtonHTMLAttributes<HTMLButtonElement> & { ref?: Ref<HTMLButtonElement> }>;
  /** What stands above all acts. */
  head?: ReactNode;
  acts: readonly MenuAct[];
  position?: 'bottom-start' | 'bottom-end';
  width?: number;
}

export const fullMenu = latePart(() => import('./full-menu').then((module) => module.FullMenu));

/** A button with a menu of acts. The menu is loaded when somebody comes near. */
export function ActMenu(props: ActMenuProps) {
  const FullMenu = fullMenu.usePart();
  const [isAsked, setAsked] = useState(false);
  if (FullMenu && isAsked) return <FullMenu {...props} />;
  return cloneElement(props.target, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: fullMenu.want,
    onFocus: fullMenu.want,
    onClick: () => {
      fullMenu.want();
      setAsked(true);
    },
  });
}
