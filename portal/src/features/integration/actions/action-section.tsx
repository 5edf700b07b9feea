'use client';

import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { ActMenu } from '@/components/act-menu';
import type { ActionDraft } from '../editor/draft';
import { newAction } from '../editor/new-draft';
import { Section } from '../editor/section';
import { ActionCard } from './action-card';
import { ACTION_KINDS } from './action-kinds';

/** What it does, each with its own delivery and its own retries. */
export function ActionSection({
  value,
  onChange,
}: {
  value: ActionDraft[];
  onChange: (actions: ActionDraft[]) => void;
}) {
  const change = (changed: ActionDraft) =>
    onChange(value.map((action) => (action.key === changed.key ? changed : action)));
  return (
    <Section title="Then" text="Each of these is done, and tried again by itself where it fails.">
      {value.map((action, index) => (
        <ActionCard
          key={action.key}
          action={action}
          index={index}
          onChange={change}
          onRemove={value.length > 1 ? () => onChange(value.filter(({ key }) => key !== action.key)) : undefined}
        />
      ))}
      <ActMenu
        position="bottom-start"
        target={
          <Button variant="default" size="xs" w="fit-content" leftSection={<IconPlus size={14} />}>
            Add action
          </Button>
        }
        acts={ACTION_KINDS.map(({ kind, title, icon: Icon }) => ({
          label: title,
          icon: <Icon size={16} />,
          onClick: () => onChange([...value, newAction(kind)]),
        }))}
      />
    </Section>
  );
}
