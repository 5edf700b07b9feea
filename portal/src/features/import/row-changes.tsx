import { Text } from '@mantine/core';
import { changesIn } from '@/components/changes';
import { CodeText } from '@/components/code-text';
import { inWords } from '@/components/status-badge';

interface Row {
  readonly reason?: string | null;
  readonly changes: unknown;
}

/** What a row changes, field by field, or why it does not. */
export function RowChanges({ row: { reason, changes } }: { row: Row }) {
  if (reason) {
    return (
      <Text size="sm" component="div">
        {reason}
      </Text>
    );
  }
  const { groupsAdded = [] } = (changes ?? {}) as { groupsAdded?: string[] };
  const isNew = changes !== null && !('old' in (changes as object)) && 'new' in (changes as object);
  return (
    <Text size="sm" component="div" style={{ overflowWrap: 'anywhere' }}>
      {isNew && 'New person: '}
      {changesIn(changes).map(({ field, before, after }) => (
        <span key={field}>
          {inWords(field)} {before && <CodeText>{valueInWords(field, before)}</CodeText>}
          {before && ' → '}
          <CodeText>{after === null ? 'none' : valueInWords(field, after)}</CodeText>{' '}
        </span>
      ))}
      {groupsAdded.length > 0 && `joins ${groupsAdded.join(', ')}`}
    </Text>
  );
}

function valueInWords(field: string, value: string): string {
  if (field === 'role') return inWords(value);
  if (field === 'active') return value === 'true' ? 'yes' : 'no';
  return value;
}
