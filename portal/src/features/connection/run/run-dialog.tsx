'use client';

import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { CodeText } from '@/components/code-text';
import { Dialog } from '@/components/dialog';
import { EffectBadge } from '@/components/effect-badge';
import { FormProblem } from '@/components/form-problem';
import { type JsonSchema, SchemaFields } from '@/components/schema-form';
import { useApiMutation } from '@/lib/api';
import { useApiForm } from '@/lib/form';
import type { RunMode } from '../../../../generated/graphql';
import type { ActionType } from './actions-panel';
import { runActionMutation } from './run.documents';
import { RunResult } from './run-result';

/** One action by hand: planned first, where one wants to see what it would do. */
export function RunDialog({
  connectionId,
  action,
  onClose,
}: {
  connectionId: string;
  /** Null: closed. */
  action: ActionType | null;
  onClose: () => void;
}) {
  return (
    <Dialog isOpen={action !== null} onClose={onClose} title={action?.title} size="lg">
      {action && <RunForm connectionId={connectionId} action={action} />}
    </Dialog>
  );
}

function RunForm({ connectionId, action }: { connectionId: string; action: ActionType }) {
  const run = useApiMutation(runActionMutation);
  const { form, submit, problem, isBusy } = useApiForm<{ input: Record<string, unknown> }>({
    mode: 'controlled',
    initialValues: { input: {} },
  });
  const start = (mode: RunMode) =>
    submit(({ input }) => run.mutateAsync({ input: { connectionId, actionType: action.name, input, mode } }));
  return (
    <form onSubmit={start('PLAN')}>
      <Stack>
        <Group gap="sm">
          <CodeText>{action.name}</CodeText>
          <EffectBadge effect={action.effect} />
        </Group>
        {action.description && <Text size="sm">{action.description}</Text>}
        <FormProblem problem={problem} />
        <SchemaFields
          schema={action.inputSchema as JsonSchema}
          value={form.values.input}
          onChange={(next) => form.setFieldValue('input', next)}
          path="input"
          errors={form.errors}
        />
        {action.effect === 'DESTRUCTIVE' && (
          <Alert color="red" variant="light">
            Run now takes something away at the provider. Plan shows what, and takes nothing.
          </Alert>
        )}
        <Group justify="flex-end">
          <Button type="submit" variant="default" loading={isBusy}>
            Plan
          </Button>
          <Button
            color={action.effect === 'DESTRUCTIVE' ? 'red' : 'blue'}
            loading={isBusy}
            onClick={() => start('APPLY')()}
          >
            Run now
          </Button>
        </Group>
        {run.data && <RunResult result={run.data.runAction} />}
      </Stack>
    </form>
  );
}
