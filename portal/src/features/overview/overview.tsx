'use client';

import { Grid, Stack } from '@mantine/core';
import { PageHeader } from '@/components/page-header';
import { useViewer } from '@/lib/session';
import { AttentionCard } from './attention-card';
import { ConnectionHealthCard } from './connection-health-card';
import { FirstStepsCard } from './first-steps-card';
import { PulseCard } from './pulse-card';
import { WaitingCard } from './waiting-card';

export function Overview() {
  const { tenant, can } = useViewer();
  const isWorking = can('user:write') && can('tenant:read');
  return (
    <>
      <PageHeader title={tenant.name} text="What happens now, what needs somebody, and what waits." />
      <Stack>
        {isWorking && <FirstStepsCard />}
        <PulseCard />
        <Grid>
          <Grid.Col span={{ base: 12, lg: 7 }}>
            <AttentionCard />
          </Grid.Col>
          <Grid.Col span={{ base: 12, lg: 5 }}>
            <Stack>
              {can('connection:read') && <ConnectionHealthCard />}
              <WaitingCard />
            </Stack>
          </Grid.Col>
        </Grid>
      </Stack>
    </>
  );
}
