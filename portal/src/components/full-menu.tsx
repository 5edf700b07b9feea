import { Menu } from '@mantine/core';
import Link from 'next/link';
import { cloneElement, Fragment, useEffect, useRef, useState } from 'react';
import type { ActMenuProps, MenuAct } from './act-menu';

/** A menu that was asked for: it opens as soon as it is there, and goes on as any other. */
export function FullMenu({ target, head, acts, position = 'bottom-end', width }: ActMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  // What had the focus when it opened gets it back, and that was the button before this one.
  useEffect(() => {
    button.current?.focus({ preventScroll: true });
    setOpen(true);
  }, []);
  return (
    <Menu opened={isOpen} onChange={setOpen} position={position} {...(width ? { width } : {})} withinPortal>
      <Menu.Target>{cloneElement(target, { ref: button })}</Menu.Target>
      <Menu.Dropdown>
        {head && <Menu.Label>{head}</Menu.Label>}
        {acts.map((act, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: acts never move, and one that is kept open may change its label
          <Fragment key={index}>
            {act.isApart && <Menu.Divider />}
            <Item {...act} />
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Item({ label, icon, color, href, onClick, isKeptOpen }: MenuAct) {
  const shared = { leftSection: icon, color, onClick, closeMenuOnClick: !isKeptOpen, children: label };
  return href ? <Menu.Item component={Link} href={href} {...shared} /> : <Menu.Item {...shared} />;
}
