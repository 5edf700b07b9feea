'use client';

import { Alert, Stack, Text, Title } from '@mantine/core';
import type { ComponentType } from 'react';
import { type JsonSchema, SchemaFields, type SchemaFieldsProps } from '@/components/schema-form';
import { PickedIds } from '@/features/picker';
import type { Action } from '../draft/use-actions';
import { RunChainInput } from './run-chain-input';
import type { StepPartProps } from './step-editor';
import { WaitConditionInput } from './wait-condition-input';

/** Joinery's own actions that are given what another chain or action takes. */
const OWN: Readonly<Record<string, ComponentType<SchemaFieldsProps>>> = {
  run_chain: RunChainInput,
  wait_condition: WaitConditionInput,
};

/** What a step's action is given: by hand, or from the flow. */
export function StepInput({ editor: { change, form }, step, index, action }: StepPartProps & { action: Action }) {
  const path = `steps.${index}.input`;
  const Fields = (step.connectionId === null && OWN[action.name]) || SchemaFields;
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        What it is given
      </Title>
      {form.errors[path] && (
        <Alert color="red" variant="light">
          {form.errors[path]}
        </Alert>
      )}
      <PickedIds>
        <Fields
          key={action.name}
          schema={action.inputSchema as JsonSchema}
          value={step.input}
          onChange={(input) => change(step.key, { input })}
          path={path}
          errors={form.errors}
        />
      </PickedIds>
      <Text size="xs" c="dimmed">
        Texts may hold {'{{subject.email}}'} and its like.
      </Text>
    </Stack>
  );
}
