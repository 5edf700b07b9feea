'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useViewer } from '@/lib/session';
import { isWithin, navigationFor } from './navigation';
import classes from './shell.module.css';

export function Navigation({ onNavigate }: { onNavigate: () => void }) {
  const path = usePathname();
  const viewer = useViewer();
  return navigationFor(viewer).map(({ title, items }) => (
    <div key={title ?? ''}>
      {title && <div className={classes.section}>{title}</div>}
      {items.map(({ href, title: label, icon: Icon }) => {
        return (
          <Link
            key={href}
            href={href}
            prefetch={false}
            aria-current={isWithin(path, href) ? 'page' : undefined}
            onClick={onNavigate}
            className={classes.link}
          >
            <Icon size={18} stroke={1.6} aria-hidden />
            {label}
          </Link>
        );
      })}
    </div>
  ));
}
