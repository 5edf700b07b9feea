import { Text } from '@mantine/core';
import { changesIn } from '@/components/changes';
import { CodeText } from '@/components/code-text';

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
      {isNew && 'New person. '}
      {changesIn(changes).map(({ field, before, after }) => (
        <span key={field}>
          {field} {before && <CodeText>{before}</CodeText>}
          {before && ' → '}
          <CodeText>{after ?? 'none'}</CodeText>{' '}
        </span>
      ))}
      {groupsAdded.length > 0 && `joins ${groupsAdded.join(', ')}`}
    </Text>
  );
}
