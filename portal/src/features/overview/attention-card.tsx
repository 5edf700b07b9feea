'use client';

import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { asSentence } from '@/components/as-sentence';
import { LinkText } from '@/components/link-text';
import { TimeText } from '@/components/time-text';
import { attentionText } from './attention-text';
import { attentionQuery } from './overview.documents';
import { AllQuiet, OverviewCard } from './overview-card';
import { refreshed } from './refreshed';

/** What wants a person; each leads to where it is mended. */
export function AttentionCard() {
  const query = useQuery(refreshed(attentionQuery));
  return (
    <OverviewCard title="Needs attention" query={query} count={({ attention }) => attention.length}>
      {({ attention }) =>
        attention.length === 0 ? (
          <AllQuiet>Nothing failed in the last seven days, and nobody is asked for anything.</AllQuiet>
        ) : (
          <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
            {attention.map((item) => {
              const { href, text } = attentionText(item);
              return (
                <li key={`${item.kind}-${item.id}-${item.title}`}>
                  <LinkText href={href} fw={500} size="sm" style={{ overflowWrap: 'anywhere' }}>
                    {text}
                  </LinkText>
                  <Text size="sm" c="dimmed" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
                    {item.reason && `${asSentence(item.reason)} · `}
                    <TimeText value={item.since} />
                  </Text>
                </li>
              );
            })}
          </Stack>
        )
      }
    </OverviewCard>
  );
}
