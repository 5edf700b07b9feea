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
  COMPENSATED: 'Undone',
  SUCCESS: 'Succeeded',
  ERROR: 'Failed',
  NOOP: 'Nothing to do',
  WAITING_CONFIRMATION: 'Needs a person',
  UNKNOWN: 'Not checked',
};

/** A word is shown whole, in a row of things and in a narrow column. */
export const BADGE_STYLE = { flexShrink: 0, minWidth: 'max-content' } as const;

/** One of the API's states, in a word and a colour that is the same everywhere. */
export function StatusBadge({ status, label }: { status: string; label?: string }) {
  return (
    <Badge color={COLORS[status] ?? 'gray'} variant="light" tt="none" style={BADGE_STYLE}>
      {label ?? statusInWords(status)}
    </Badge>
  );
}

const ABBREVIATIONS = /\b(api|http|saml|scim)\b/g;

/** What a status is called on its badge. */
export function statusInWords(status: string): string {
  return WORDS[status] ?? inWords(status);
}

/** `WAITING_CONFIRMATION` as people write it. */
export function inWords(name: string): string {
  const words = name
    .toLowerCase()
    .replaceAll('_', ' ')
    .replace(ABBREVIATIONS, (word) => word.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}
