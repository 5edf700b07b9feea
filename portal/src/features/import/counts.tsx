import { Group } from '@mantine/core';
import { StatusBadge } from '@/components/status-badge';

interface CountsProps {
  counts: { changed: number; noop: number; skipped: number; failed: number };
  mode: 'PLAN' | 'APPLY';
}

/** How many rows came to which outcome; none is left out silently. */
export function Counts({ counts: { changed, noop, skipped, failed }, mode }: CountsProps) {
  return (
    <Group gap="xs">
      <StatusBadge status="CHANGED" label={`${count(changed)} ${mode === 'PLAN' ? 'would change' : 'changed'}`} />
      <StatusBadge status="NOOP" label={`${count(noop)} as they are`} />
      {skipped > 0 && <StatusBadge status="SKIPPED" label={`${count(skipped)} left out`} />}
      <StatusBadge status={failed > 0 ? 'FAILED' : 'NOOP'} label={`${count(failed)} refused`} />
    </Group>
  );
}

const count = (number: number) => number.toLocaleString('en');
