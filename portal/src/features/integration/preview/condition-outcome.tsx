'use client';

import { Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { PreviewIntegrationQuery } from '../../../../generated/graphql';
import { operatorInWords, takesValue } from '../conditions/operators';

type Explained = PreviewIntegrationQuery['previewIntegration'][number]['explanation'][number];

/** Each condition by itself: whether it held, and what the event said. */
export function ConditionOutcome({ explanation }: { explanation: readonly Explained[] }) {
  return (
    <Stack gap={4}>
      {explanation.map(({ path, field, operator, expected, actual, matched }) => (
        <Group key={path} gap="xs" wrap="nowrap" align="flex-start">
          {matched ? (
            <IconCheck size={16} color="var(--mantine-color-green-7)" aria-label="Holds" role="img" />
          ) : (
            <IconX size={16} color="var(--mantine-color-red-7)" aria-label="Does not hold" role="img" />
          )}
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {field} {operatorInWords(operator)} {takesValue(operator) ? shown(expected) : ''}
            <Text span inherit c="dimmed">
              {' '}
              (it is {actual === null || actual === undefined ? 'not there' : shown(actual)})
            </Text>
          </Text>
        </Group>
      ))}
    </Stack>
  );
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
