'use client';

import { Group, Text } from '@mantine/core';
import { NumberInput } from '@/components/inputs';
import { useEditor } from '../editor/editor-context';

interface Retrying {
  timeoutSeconds: number;
  maxRetries: number;
}

/** When the retries of the product's schedule come, counted from the first attempt. */
const AFTER = ['5 s', '5 min', '35 min', '2.6 h', '7.6 h', '17.6 h', '27.6 h'];

/** How long to wait for an answer, and how often to try again. */
export function RetryFields({
  value: { timeoutSeconds, maxRetries },
  onChange,
  path,
}: {
  value: Retrying;
  onChange: (value: Retrying) => void;
  path: string;
}) {
  const { problemAt } = useEditor();
  return (
    <div>
      <Group gap="xs" align="flex-start">
        <NumberInput
          label="Time-out, in seconds"
          min={1}
          max={60}
          value={timeoutSeconds}
          error={problemAt(`${path}.timeoutSeconds`)}
          onChange={(seconds) => onChange({ timeoutSeconds: Number(seconds), maxRetries })}
          w={170}
        />
        <NumberInput
          label="Retries"
          min={0}
          max={20}
          value={maxRetries}
          error={problemAt(`${path}.maxRetries`)}
          onChange={(retries) => onChange({ timeoutSeconds, maxRetries: Number(retries) })}
          w={110}
        />
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        {inWords(maxRetries)}
      </Text>
    </div>
  );
}

function inWords(retries: number): string {
  if (retries === 0) return 'Tried once. What fails has failed.';
  const last = AFTER[retries - 1];
  const until = last ? `the last about ${last} after the first` : 'later ones every 10 hours';
  return `Tried up to ${retries + 1} times, at growing intervals: ${until}.`;
}
