'use client';

import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { asSentence } from '@/components/as-sentence';
import { LinkText } from '@/components/link-text';
import { TimeText } from '@/components/time-text';
import type { WaitingQuery } from '../../../generated/graphql';
import { attentionQuery, waitingQuery } from './overview.documents';
import { AllQuiet, OverviewCard } from './overview-card';
import { refreshed } from './refreshed';

type Item = WaitingQuery['waiting'][number];

const PLACES: Record<Item['kind'], string> = {
  TASK_RUN: '/runs',
  ACTION_FLOW: '/flows',
  DELIVERY: '/deliveries',
};

/** What waits by itself, for what, and when it goes on. What waits for a person stands beside it. */
export function WaitingCard() {
  const query = useQuery(refreshed(waitingQuery));
  const { data } = useQuery(refreshed(attentionQuery));
  const asking = new Set(data?.attention.map(({ id }) => id));
  const ofThemselves = ({ waiting }: WaitingQuery) => waiting.filter(({ id }) => !asking.has(id));
  return (
    <OverviewCard title="Waiting" query={query} count={(data) => ofThemselves(data).length}>
      {(data) =>
        ofThemselves(data).length === 0 ? (
          <AllQuiet>Nothing waits.</AllQuiet>
        ) : (
          <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
            {ofThemselves(data).map((item) => (
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
                  {asSentence(item.waitingFor ?? 'for its turn')} ·{' '}
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
