'use client';

import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { SchemaFields } from '@/components/schema-form';
import type { Chain } from '../chain-detail';
import { askedInput } from '../draft/asked-input';
import { useActions } from '../draft/use-actions';
import { WholeInput } from './whole-input';

/** The input of a chain that declares none: what its steps take from it, value by value. */
export function UndeclaredInput({
  steps,
  value,
  onChange,
  errors,
}: {
  steps: Chain['steps'];
  value: Readonly<Record<string, unknown>>;
  onChange: (input: Record<string, unknown>) => void;
  errors: Readonly<Record<string, ReactNode>>;
}) {
  const { actionOf } = useActions(steps.map(({ connectionId }) => connectionId ?? null));
  const { schema, isWholeTaken } = askedInput(steps, actionOf);
  if (isWholeTaken) return <WholeInput schema={schema} onChange={onChange} error={errors.input} />;
  if (!schema.properties) {
    return (
      <Text size="sm" c="dimmed">
        The chain declares no input, and none of its steps takes anything from it.
      </Text>
    );
  }
  return (
    <>
      <Text size="sm" c="dimmed">
        The chain declares no input. This is what its steps take from it; what you leave empty, they go without.
      </Text>
      <SchemaFields schema={schema} value={value} onChange={onChange} path="input" errors={errors} />
    </>
  );
}
