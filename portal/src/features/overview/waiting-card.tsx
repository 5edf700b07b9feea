'use client';

import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { LinkText } from '@/components/link-text';
import { TimeText } from '@/components/time-text';
import type { WaitingQuery } from '../../../generated/graphql';
import { waitingQuery } from './overview.documents';
import { AllQuiet, OverviewCard } from './overview-card';
import { refreshed } from './refreshed';

type Item = WaitingQuery['waiting'][number];

const PLACES: Record<Item['kind'], string> = {
  TASK_RUN: '/runs',
  ACTION_FLOW: '/flows',
  DELIVERY: '/deliveries',
};

/** What waits, for what, and when it goes on. */
export function WaitingCard() {
  const query = useQuery(refreshed(waitingQuery));
  return (
    <OverviewCard title="Waits" query={query} count={({ waiting }) => waiting.length}>
      {({ waiting }) =>
        waiting.length === 0 ? (
          <AllQuiet>Nothing waits.</AllQuiet>
        ) : (
          <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
            {waiting.map((item) => (
              <li key={`${item.kind}-${item.id}`}>
                <LinkText
                  href={`${PLACES[item.kind]}/${item.id}`}
                  fw={500}
                  size="sm"
                  style={{ overflowWrap: 'anywhere' }}
                >
                  {item.title}
                </LinkText>
                <Text size="sm" c="dimmed" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
                  {item.waitingFor ?? 'for its turn'} ·{' '}
                  {item.until ? (
                    <>
                      goes on <TimeText value={item.until} />
                    </>
                  ) : (
                    <>
                      since <TimeText value={item.since} />
                    </>
                  )}
                </Text>
              </li>
            ))}
          </Stack>
        )
      }
    </OverviewCard>
  );
}
