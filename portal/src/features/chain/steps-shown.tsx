'use client';

import { Card, Stack, Text } from '@mantine/core';
import { CodeText } from '@/components/code-text';
import { JsonView } from '@/components/json-view';

interface Step {
  readonly name: string;
  readonly actionType: string;
  readonly input: unknown;
}

/** A chain for who may look and not change. */
export function StepsShown({ steps, description }: { steps: readonly Step[]; description?: string }) {
  return (
    <Stack>
      {description && <Text size="sm">{description}</Text>}
      {steps.map((step, index) => (
        <Card key={step.name} withBorder component="article" aria-label={step.name}>
          <Text fw={500}>
            {index + 1}. {step.name}
          </Text>
          <CodeText>{step.actionType}</CodeText>
          <JsonView value={step.input} label={`Input of ${step.name}`} maxHeight={240} />
        </Card>
      ))}
    </Stack>
  );
}
