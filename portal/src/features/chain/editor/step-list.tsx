'use client';

import { ActionIcon, Button, Card, Group, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import type { DraftStep } from '../draft/draft';
import type { ChainEditorState } from './use-chain-editor';

/** The steps in their order; all that the picture does, done with buttons. */
export function StepList({ editor }: { editor: ChainEditorState }) {
  const { draft, insert } = editor;
  return (
    <section aria-label="Steps">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          Steps
        </Title>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => insert(draft.steps.length)}
        >
          Add a step
        </Button>
      </Group>
      {draft.steps.length === 0 && (
        <Text size="sm" c="dimmed">
          No step yet: a chain does its steps one after the other.
        </Text>
      )}
      <Stack gap="xs" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
        {draft.steps.map((step, index) => (
          <StepRow key={step.key} editor={editor} step={step} index={index} />
        ))}
      </Stack>
    </section>
  );
}

function StepRow({ editor, step, index }: { editor: ChainEditorState; step: DraftStep; index: number }) {
  const { draft, actions, open, openIndex, move, remove, problemsAt } = editor;
  const isOpen = index === openIndex;
  const problems = problemsAt(index);
  return (
    <Card
      withBorder
      component="li"
      padding="xs"
      style={isOpen ? { borderColor: 'var(--mantine-primary-color-filled)' } : undefined}
    >
      <Group wrap="nowrap" gap="xs">
        <UnstyledButton onClick={() => open(step.key)} aria-pressed={isOpen} style={{ flex: 1, minWidth: 0 }}>
          <Text size="sm" fw={500} truncate>
            {index + 1}. {step.name || 'New step'}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {(actions.actionOf(step)?.title ?? step.actionType) || 'No action yet'} ·{' '}
            {actions.labelOf(step.connectionId)}
          </Text>
          {problems.length > 0 && (
            <Text size="xs" c="var(--mantine-color-error)">
              {problems[0]}
            </Text>
          )}
        </UnstyledButton>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Move ${step.name} up`}
          disabled={index === 0}
          onClick={() => move(index, index - 1)}
        >
          <IconArrowUp size={16} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Move ${step.name} down`}
          disabled={index === draft.steps.length - 1}
          onClick={() => move(index, index + 1)}
        >
          <IconArrowDown size={16} />
        </ActionIcon>
        <ActionIcon variant="subtle" color="red" aria-label={`Remove ${step.name}`} onClick={() => remove(step.key)}>
          <IconTrash size={16} />
        </ActionIcon>
      </Group>
    </Card>
  );
}
