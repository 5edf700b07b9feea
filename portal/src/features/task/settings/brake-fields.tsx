'use client';

import { SimpleGrid, Text } from '@mantine/core';
import { NumberInput } from '@/components/inputs';
import type { TaskForm } from './task-values';

/** How much a task may take away before a person has to say yes. */
export function BrakeFields({ form }: { form: TaskForm }) {
  const count = { allowDecimal: false, min: 0, max: 1_000_000, placeholder: 'No limit' };
  const percent = { ...count, max: 100, suffix: ' %' };
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        Over a limit, a run stops before the next removal and waits until somebody confirms it. Removals are people
        deactivated, memberships and links taken away, and deletions in other tools.
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NumberInput label="Removals in one run" {...count} {...form.getInputProps('removalCap.maxPerRun')} />
        <NumberInput
          label="In one run, of active people"
          {...percent}
          {...form.getInputProps('removalCap.maxPercentPerRun')}
        />
        <NumberInput label="Removals within an hour" {...count} {...form.getInputProps('removalCap.maxPerHour')} />
        <NumberInput
          label="Within an hour, of active people"
          {...percent}
          {...form.getInputProps('removalCap.maxPercentPerHour')}
        />
      </SimpleGrid>
    </>
  );
}
