'use client';

import { CloseButton, Group, Paper, Stack, Text } from '@mantine/core';
import { Select } from '@/components/inputs';
import type { ActionKind } from '../../../../generated/graphql';
import type { ActionDraft } from '../editor/draft';
import { useEditor } from '../editor/editor-context';
import { newAction } from '../editor/new-draft';
import { ACTION_KINDS, titleOfKind } from './action-kinds';
import { FlowFields } from './flow-fields';
import { HttpFields } from './http-fields';
import { LogFields } from './log-fields';
import { SlackFields } from './slack-fields';
import { TaskFields } from './task-fields';

const KIND_OPTIONS = ACTION_KINDS.map(({ kind, title }) => ({ value: kind, label: title }));

/** One action: its kind, and what that kind needs. */
export function ActionCard({
  action,
  index,
  onChange,
  onRemove,
}: {
  action: ActionDraft;
  index: number;
  onChange: (action: ActionDraft) => void;
  /** Undefined: it is the only one, and one has to be. */
  onRemove: (() => void) | undefined;
}) {
  const { problemAt } = useEditor();
  const problem = problemAt(`actions.${index}`);
  return (
    <Paper withBorder p="sm" role="group" aria-label={`Action ${index + 1}: ${titleOfKind(action.kind)}`}>
      <Group justify="space-between" mb="sm" wrap="nowrap">
        <Select
          aria-label={`Kind of action ${index + 1}`}
          data={KIND_OPTIONS}
          value={action.kind}
          // Another kind is another action: what was entered does not fit it.
          onChange={(kind) => kind && onChange({ ...newAction(kind as ActionKind), key: action.key })}
          allowDeselect={false}
          w={240}
        />
        {onRemove && <CloseButton aria-label={`Remove action ${index + 1}`} onClick={onRemove} />}
      </Group>
      {problem && (
        <Text size="sm" c="red" mb="xs">
          {problem}
        </Text>
      )}
      <Stack gap="sm">
        <Fields action={action} onChange={onChange} path={`actions.${index}`} />
      </Stack>
    </Paper>
  );
}

function Fields({
  action,
  onChange,
  path,
}: {
  action: ActionDraft;
  onChange: (action: ActionDraft) => void;
  path: string;
}) {
  switch (action.kind) {
    case 'HTTP':
      return <HttpFields action={action} onChange={onChange} path={`${path}.http`} />;
    case 'SLACK':
      return <SlackFields action={action} onChange={onChange} path={`${path}.slack`} />;
    case 'LOG':
      return <LogFields action={action} onChange={onChange} path={`${path}.log`} />;
    case 'TRIGGER_TASK':
      return <TaskFields action={action} onChange={onChange} path={`${path}.triggerTask`} />;
    case 'START_FLOW':
      return <FlowFields action={action} onChange={onChange} path={`${path}.startFlow`} />;
  }
}
