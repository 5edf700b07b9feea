'use client';

import { CloseButton, Group, Paper, SegmentedControl, Text } from '@mantine/core';
import type { GroupDraft } from '../editor/draft';
import { useEditor } from '../editor/editor-context';
import { ConditionItems } from './condition-items';

/** Conditions of which any one, or all, must hold. */
export function ConditionGroupBox({
  value,
  onChange,
  onRemove,
  path,
  depth,
}: {
  value: GroupDraft;
  onChange: (group: GroupDraft) => void;
  onRemove: () => void;
  path: string;
  depth: number;
}) {
  const { problemAt } = useEditor();
  const listPath = `${path}.${value.mode}`;
  const problem = problemAt(listPath) ?? problemAt(path);
  return (
    <Paper withBorder p="sm" role="group" aria-label={value.mode === 'any' ? 'Any of these' : 'All of these'}>
      <Group justify="space-between" mb="sm">
        <SegmentedControl
          size="xs"
          aria-label="How many must hold"
          data={[
            { value: 'any', label: 'Any of these' },
            { value: 'all', label: 'All of these' },
          ]}
          value={value.mode}
          onChange={(mode) => onChange({ ...value, mode: mode as GroupDraft['mode'] })}
        />
        <CloseButton aria-label="Remove the group" onClick={onRemove} />
      </Group>
      {problem && (
        <Text size="sm" c="red" mb="xs">
          {problem}
        </Text>
      )}
      <ConditionItems
        items={value.items}
        onChange={(items) => onChange({ ...value, items })}
        path={listPath}
        depth={depth + 1}
      />
    </Paper>
  );
}
