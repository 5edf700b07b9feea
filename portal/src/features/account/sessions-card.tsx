'use client';

import { SectionCard } from '@/components/section-card';
import { SessionList } from '@/features/session-list';

/** Where one is signed in. */
export function SessionsCard() {
  return (
    <SectionCard title="Sessions and devices" text="Where you are signed in. One that you do not know: end it.">
      <SessionList />
    </SectionCard>
  );
}
