'use client';

import { List, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { TimeText } from '@/components/time-text';
import { apiQuery, messageOf } from '@/lib/api';
import { previewScheduleQuery } from '../task.documents';

const SETTLED_MS = 300;

/** The next five times that a schedule fires, by its own clock and as the API reckons them. */
export function NextTimes({ cronExpression, timeZone }: { cronExpression: string; timeZone: string }) {
  const [variables] = useDebouncedValue({ cronExpression, timeZone }, SETTLED_MS);
  const { data, error } = useQuery({
    ...apiQuery(previewScheduleQuery, variables),
    enabled: variables.cronExpression.trim() !== '',
  });
  if (error) {
    return (
      <Text size="sm" c="var(--mantine-color-error)" role="alert">
        {messageOf(error)}
      </Text>
    );
  }
  if (!data) return null;
  if (data.previewSchedule.length === 0) return <Text size="sm">It never fires.</Text>;
  return (
    <div>
      <Text size="xs" c="dimmed" mb={4}>
        The next times, in {variables.timeZone}
      </Text>
      <List size="sm" spacing={2} aria-label="The next times">
        {data.previewSchedule.map((at) => (
          <List.Item key={at}>
            {wallClock(at, variables.timeZone)}{' '}
            <Text span c="dimmed" size="xs">
              <TimeText value={at} />
            </Text>
          </List.Item>
        ))}
      </List>
    </div>
  );
}

function wallClock(at: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(at));
}
