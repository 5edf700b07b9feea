'use client';

import { useNotifications } from '@mantine/notifications';
import dynamic from 'next/dynamic';
import { OnceOpen } from '@/components/once-open';

const NoticeList = dynamic(() => import('./notice-list').then((module) => module.NoticeList), { ssr: false });

/** What was just done, or went wrong, in a corner. How that looks is loaded with the first of them. */
export function Notices() {
  const { notifications } = useNotifications();
  return (
    <OnceOpen isOpen={notifications.length > 0}>
      <NoticeList />
    </OnceOpen>
  );
}
