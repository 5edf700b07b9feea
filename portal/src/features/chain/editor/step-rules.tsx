'use client';

import { SimpleGrid } from '@mantine/core';
import { NumberInput, Select } from '@/components/inputs';
import type { OnFailure } from '../../../../generated/graphql';
import type { StepPartProps } from './step-editor';

const ON_FAILURE: readonly { value: OnFailure; label: string }[] = [
  { value: 'STOP', label: 'The flow ends' },
  { value: 'CONTINUE', label: 'The flow goes on' },
  { value: 'COMPENSATE', label: 'What was done is undone' },
];

/** How often and how long the step is tried, and what follows when it has failed for good. */
export function StepRules({ editor: { change, form }, step, index }: StepPartProps) {
  const { key, retry } = step;
  const number = (given: string | number, fallback: number) => (typeof given === 'number' ? given : fallback);
  const at = `steps.${index}`;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <Select
        label="When it has failed for good"
        data={[...ON_FAILURE]}
        value={step.onFailure}
        allowDeselect={false}
        onChange={(onFailure) => onFailure && change(key, { onFailure: onFailure as OnFailure })}
      />
      <NumberInput
        label="Longest time for one try"
        suffix=" s"
        min={1}
        max={3600}
        allowDecimal={false}
        value={step.timeoutSeconds}
        error={form.errors[`${at}.timeoutSeconds`]}
        onChange={(given) => change(key, { timeoutSeconds: number(given, 60) })}
      />
      <NumberInput
        label="Tries, the first included"
        min={1}
        max={20}
        allowDecimal={false}
        value={retry.maxAttempts}
        error={form.errors[`${at}.retry.maxAttempts`]}
        onChange={(given) => change(key, { retry: { ...retry, maxAttempts: number(given, 3) } })}
      />
      <NumberInput
        label="Wait before the second try"
        description="Doubled for each further one"
        suffix=" s"
        min={0}
        allowDecimal={false}
        value={retry.backoffSeconds}
        error={form.errors[`${at}.retry.backoffSeconds`]}
        onChange={(given) => change(key, { retry: { ...retry, backoffSeconds: number(given, 5) } })}
      />
    </SimpleGrid>
  );
}
