'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { NotForRole } from '@/components/not-for-role';
import { useViewer } from '@/lib/session';
import { isOpenTo } from './navigation';

/** The page, for who has something to see on it. */
export function Permitted({ children }: { children: ReactNode }) {
  const path = usePathname();
  return isOpenTo(useViewer(), path) ? children : <NotForRole />;
}
