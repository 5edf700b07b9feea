'use client';

import { Group, Text } from '@mantine/core';
import { Hint } from '@/components/hint';
import { useLiveState } from '@/lib/live';

const WORDS = {
  connecting: { color: 'var(--mantine-color-yellow-6)', label: 'Connecting', text: 'Live data is being connected' },
  live: { color: 'var(--mantine-color-green-6)', label: 'Live', text: 'What you see changes by itself' },
  waiting: {
    color: 'var(--mantine-color-red-6)',
    label: 'Reconnecting',
    text: 'The connection was lost; it comes back by itself, and nothing is missed',
  },
} as const;

/** Whether what is on the screen is live. Nothing, where no page asks for live data. */
export function LiveIndicator() {
  const state = useLiveState();
  if (state === 'idle') return null;
  const { color, label, text } = WORDS[state];
  return (
    <Hint label={text}>
      <Group gap={6} wrap="nowrap" role="status">
        <svg width="8" height="8" aria-hidden="true">
          <circle cx="4" cy="4" r="4" fill={color} />
        </svg>
        <Text size="xs" visibleFrom="sm">
          {label}
        </Text>
      </Group>
    </Hint>
  );
}
