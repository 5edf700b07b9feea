'use client';

import { Button, Group, Stack } from '@mantine/core';
import { IconFolderPlus, IconPlus } from '@tabler/icons-react';
import { type ConditionDraft, newKey } from '../editor/draft';
import { newTest } from '../editor/new-draft';
import { ConditionGroupBox } from './condition-group-box';
import { ConditionTestRow } from './condition-test-row';

/** The API's bound on groups within groups. */
const DEEPEST = 4;

/** Conditions side by side, of the whole or of a group, and the ways to add one. */
export function ConditionItems({
  items,
  onChange,
  path,
  depth,
}: {
  items: ConditionDraft[];
  onChange: (items: ConditionDraft[]) => void;
  /** Where the list stands: `conditions`, `conditions.0.any`. */
  path: string;
  depth: number;
}) {
  const change = (changed: ConditionDraft) =>
    onChange(items.map((item) => (item.key === changed.key ? changed : item)));
  const remove = (key: string) => onChange(items.filter((item) => item.key !== key));
  return (
    <Stack gap="sm">
      {items.map((item, index) => {
        const common = { path: `${path}.${index}`, onRemove: () => remove(item.key) };
        if (item.kind === 'test') return <ConditionTestRow key={item.key} value={item} onChange={change} {...common} />;
        return (
          <ConditionGroupBox key={item.key} value={item} onChange={change} {...common}>
            <ConditionItems
              items={item.items}
              onChange={(held) => change({ ...item, items: held })}
              path={`${common.path}.${item.mode}`}
              depth={depth + 1}
            />
          </ConditionGroupBox>
        );
      })}
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...items, newTest()])}
        >
          Add condition
        </Button>
        {depth < DEEPEST && (
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconFolderPlus size={14} />}
            onClick={() => onChange([...items, { key: newKey(), kind: 'group', mode: 'any', items: [newTest()] }])}
          >
            Add group
          </Button>
        )}
      </Group>
    </Stack>
  );
}
