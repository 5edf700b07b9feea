'use client';

import { Checkbox, SimpleGrid } from '@mantine/core';
import { NumberInput, Select } from '@/components/inputs';
import type { TaskForm } from './task-values';

/** What happens when runs meet, were missed, take too long or die half-way. */
export function PolicyFields({ form }: { form: TaskForm }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <Select
        label="When one is still running"
        description="What a second run does meanwhile"
        allowDeselect={false}
        data={[
          { value: 'SKIP', label: 'Drop the second' },
          { value: 'QUEUE', label: 'Let it wait its turn' },
          { value: 'REPLACE', label: 'Stop the first' },
          { value: 'ALLOW', label: 'Run both' },
        ]}
        {...form.getInputProps('overlapPolicy')}
      />
      <Select
        label="When times were missed"
        description="While no worker was there"
        allowDeselect={false}
        data={[
          { value: 'SKIP', label: 'Forget them' },
          { value: 'ONCE', label: 'Make up for all with one run' },
        ]}
        {...form.getInputProps('missedRuns')}
      />
      <NumberInput
        label="Stop after"
        description="1 to 3,600 seconds"
        suffix=" s"
        allowDecimal={false}
        min={1}
        max={3600}
        {...form.getInputProps('timeoutSeconds')}
      />
      <NumberInput
        label="Memory"
        description="16 to 512 MB"
        suffix=" MB"
        allowDecimal={false}
        min={16}
        max={512}
        {...form.getInputProps('memoryMb')}
      />
      <NumberInput
        label="Spread starts over"
        description="So that many tasks do not begin in the same second"
        suffix=" s"
        allowDecimal={false}
        min={0}
        max={3600}
        {...form.getInputProps('jitterSeconds')}
      />
      <NumberInput
        label="Tries after it died half-way"
        description="0 to 10, where it may safely run again"
        allowDecimal={false}
        min={0}
        max={10}
        {...form.getInputProps('maxRetries')}
      />
      <Checkbox
        label="It may safely run again"
        description="Doing the same twice does no harm"
        {...form.getInputProps('isSafeToRetry', { type: 'checkbox' })}
      />
    </SimpleGrid>
  );
}
