import { Badge } from '@mantine/core';

const COLORS: Record<string, string> = {
  SUCCESS: 'green',
  HEALTHY: 'green',
  ACTIVE: 'green',
  ENABLED: 'green',
  CHANGED: 'green',
  APPROVED: 'green',
  RUNNING: 'blue',
  PENDING: 'gray',
  PLANNED: 'blue',
  WAITING: 'yellow',
  WAITING_CONFIRMATION: 'yellow',
  COMPENSATED: 'grape',
  FAILED: 'red',
  ERROR: 'red',
  FAILING: 'red',
  REJECTED: 'red',
  YANKED: 'red',
};

const WORDS: Record<string, string> = {
  SUCCESS: 'Succeeded',
  ERROR: 'Failed',
  NOOP: 'Nothing to do',
  WAITING_CONFIRMATION: 'Needs a person',
  UNKNOWN: 'Not checked',
};

/** One of the API's states, in a word and a colour that is the same everywhere. */
export function StatusBadge({ status, label }: { status: string; label?: string }) {
  return (
    <Badge color={COLORS[status] ?? 'gray'} variant="light" tt="none" style={{ flexShrink: 0 }}>
      {label ?? WORDS[status] ?? inWords(status)}
    </Badge>
  );
}

/** `WAITING_CONFIRMATION` as people write it. */
export function inWords(name: string): string {
  const words = name.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
