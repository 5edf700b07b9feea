'use client';

import { Card, Group, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { CodeText } from '@/components/code-text';
import { EffectBadge } from '@/components/effect-badge';
import { Select } from '@/components/inputs';
import { BindingSources } from '@/components/schema-form';
import { WithCode } from '@/components/with-code';
import { ConnectionPicker } from '@/features/picker';
import type { DraftStep } from '../draft/draft';
import { sourcesBefore } from '../draft/sources';
import { JOINERY } from '../draft/use-actions';
import { StepConditionEditor } from './step-condition';
import { StepInput } from './step-input';
import { StepRules } from './step-rules';
import type { ChainEditorState } from './use-chain-editor';

const OF_JOINERY = 'joinery';
const FIRST = [{ value: OF_JOINERY, label: JOINERY }];

export interface StepPartProps {
  editor: ChainEditorState;
  step: DraftStep;
  index: number;
}

/** One step: its action, what it is given, when it runs, and what follows when it fails. */
export function StepEditor({ editor, step, index }: StepPartProps) {
  const { draft, actions, rename, form } = editor;
  const action = actions.actionOf(step);
  return (
    <BindingSources value={sourcesBefore(draft, index, actions.actionOf)}>
      <Card withBorder component="section" aria-label={`Step ${index + 1}`}>
        <Stack>
          <Group justify="space-between">
            <Title order={2} size="h4">
              Step {index + 1}
            </Title>
            {action && <EffectBadge effect={action.effect} />}
          </Group>
          <ActionPicker editor={editor} step={step} index={index} />
          {action && (
            <Text size="sm" c="dimmed">
              {action.description && <WithCode text={`${action.description} `} />}
              <CodeText>{action.name}</CodeText>
            </Text>
          )}
          <TextInput
            label="Step name"
            description="Later steps take from it by this name"
            required
            value={step.name}
            error={form.errors[`steps.${index}.name`]}
            onChange={(event) => rename(step.key, event.currentTarget.value)}
          />
          {action && <StepInput editor={editor} step={step} index={index} action={action} />}
          <StepConditionEditor editor={editor} step={step} index={index} />
          <StepRules editor={editor} step={step} index={index} />
        </Stack>
      </Card>
    </BindingSources>
  );
}

function ActionPicker({ editor: { actions, setAction, form }, step, index }: StepPartProps) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <ConnectionPicker
        label="Where"
        first={FIRST}
        value={step.connectionId ?? OF_JOINERY}
        error={form.errors[`steps.${index}.connectionId`]}
        allowDeselect={false}
        onChange={(id) => id && setAction(step.key, '', id === OF_JOINERY ? null : id)}
      />
      <Select
        label="Action"
        placeholder="Pick an action"
        data={actions.actionsOf(step.connectionId).map(({ name, title }) => ({ value: name, label: title }))}
        value={step.actionType || null}
        error={form.errors[`steps.${index}.actionType`]}
        searchable
        allowDeselect={false}
        onChange={(name) => name && setAction(step.key, name, step.connectionId)}
      />
    </SimpleGrid>
  );
}
