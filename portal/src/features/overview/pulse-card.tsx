'use client';

import { Skeleton } from '@mantine/core';
import { useThrottledCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useLive } from '@/lib/live';
import { useViewer } from '@/lib/session';
import { eventPulseSubscription, pulseQuery } from './overview.documents';
import { OverviewCard } from './overview-card';
import { PulseTotals } from './pulse-totals';
import { refreshed } from './refreshed';

const CHART_HEIGHT = 220;
/** An event is seen at once; of a burst, the pulse is asked for so often at most. */
const EVERY_MS = 1000;

const PulseChart = dynamic(() => import('./pulse-chart').then((module) => module.PulseChart), {
  ssr: false,
  loading: () => <Skeleton h={CHART_HEIGHT} aria-busy="true" aria-label="The chart is being loaded" />,
});

/** How much happened in each minute of the last hour. */
export function PulseCard() {
  const { can } = useViewer();
  const query = useQuery(refreshed(pulseQuery));
  const look = useThrottledCallback(() => void query.refetch(), EVERY_MS);
  useLive(eventPulseSubscription, {}, look, { isEnabled: can('event:read') });
  return (
    <OverviewCard title="The last hour, minute by minute" query={query}>
      {({ pulse }) => (
        <>
          <PulseTotals pulse={pulse} />
          <PulseChart pulse={pulse} height={CHART_HEIGHT} />
        </>
      )}
    </OverviewCard>
  );
}
