'use client';

import { Text, type TextProps } from '@mantine/core';
import { Hint } from './hint';
import { useNow } from './use-now';

const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const UNITS: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** What has happened is not about to, where our clock is a little behind the server's. */
const CLOCKS_DIFFER_S = 2;

export interface TimeTextProps extends TextProps {
  /** As the API gives it. */
  value: string | Date | null | undefined;
  /** What to show where there is no time. */
  empty?: string;
}

/** How long ago, or how soon; on hover and to screen readers the exact time in the viewer's zone. */
export function TimeText({ value, empty = '–', ...props }: TimeTextProps) {
  const now = useNow();
  if (!value)
    return (
      <Text span inherit c="dimmed" {...props}>
        {empty}
      </Text>
    );
  const at = new Date(value);
  return (
    <Hint label={() => exactTime(at)}>
      <Text span inherit component="time" dateTime={at.toISOString()} suppressHydrationWarning {...props}>
        {relativeTime(at, Math.max(now, Date.now()))}
      </Text>
    </Hint>
  );
}

export function relativeTime(at: Date, now: number): string {
  const seconds = (at.getTime() - now) / 1000;
  const unit = UNITS.find(([, size]) => Math.abs(seconds) >= size);
  if (!unit) return seconds > CLOCKS_DIFFER_S ? 'in a moment' : 'just now';
  return RELATIVE.format(Math.trunc(seconds / unit[1]), unit[0]);
}

/** To the second, with the zone. */
export function exactTime(at: Date): string {
  return at.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'long' });
}
