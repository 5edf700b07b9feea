'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import { Dialog } from '@/components/dialog';
import { FormProblem } from '@/components/form-problem';
import { type JsonSchema, SchemaFields } from '@/components/schema-form';
import { PersonPicker, PickedIds } from '@/features/picker';
import { useApiMutation } from '@/lib/api';
import { useApiForm } from '@/lib/form';
import type { RunMode } from '../../../../generated/graphql';
import { startFlowMutation } from '../chain.documents';
import type { Chain } from '../chain-detail';
import { UndeclaredInput } from './undeclared-input';

/** Starts a flow of a chain, or plans one, and goes to it. */
export function StartButton({ chain }: { chain: Chain }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button leftSection={<IconPlayerPlay size={16} />} onClick={open}>
        Start
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title={`Start ${chain.name}`} size="lg">
        <StartForm chain={chain} />
      </Dialog>
    </>
  );
}

interface Values extends Record<string, unknown> {
  input: Record<string, unknown>;
  subjectId: string | null;
}

function StartForm({ chain: { id, inputSchema, steps } }: { chain: Chain }) {
  const router = useRouter();
  const starting = useApiMutation(startFlowMutation);
  const { form, submit, problem, isBusy } = useApiForm<Values>({
    mode: 'controlled',
    initialValues: { input: {}, subjectId: null },
  });
  const { input, subjectId } = form.values;
  const start = (mode: RunMode) =>
    submit(async () => {
      const { startActionFlow } = await starting.mutateAsync({ input: { chainId: id, input, subjectId, mode } });
      router.push(`/flows/${startActionFlow.id}`);
    });
  const setInput = (next: Record<string, unknown>) => form.setFieldValue('input', next);
  return (
    <form onSubmit={start('PLAN')}>
      <Stack>
        <FormProblem problem={problem} />
        <PersonPicker
          label="Whom it is about"
          placeholder="Nobody in particular"
          value={subjectId}
          onChange={(next) => form.setFieldValue('subjectId', next)}
          error={form.errors.subjectId}
        />
        <PickedIds>
          {inputSchema ? (
            <SchemaFields
              schema={inputSchema as JsonSchema}
              value={input}
              onChange={setInput}
              path="input"
              errors={form.errors}
            />
          ) : (
            <UndeclaredInput steps={steps} value={input} onChange={setInput} errors={form.errors} />
          )}
        </PickedIds>
        <Text size="sm" c="dimmed">
          A plan reads for real, and only writes down what it would change.
        </Text>
        <Group justify="flex-end">
          <Button type="submit" variant="default" loading={isBusy}>
            Plan
          </Button>
          <Button loading={isBusy} onClick={() => start('APPLY')()}>
            Start for real
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
