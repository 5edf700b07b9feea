'use client';

import { CloseButton, Group, Paper, SegmentedControl, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { GroupDraft } from '../editor/draft';
import { useEditor } from '../editor/editor-context';

/** Conditions of which any one, or all, must hold. */
export function ConditionGroupBox({
  value,
  onChange,
  onRemove,
  path,
  children,
}: {
  value: GroupDraft;
  onChange: (group: GroupDraft) => void;
  onRemove: () => void;
  path: string;
  /** What it holds. */
  children: ReactNode;
}) {
  const { problemAt } = useEditor();
  const problem = problemAt(`${path}.${value.mode}`) ?? problemAt(path);
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
      {children}
    </Paper>
  );
}
