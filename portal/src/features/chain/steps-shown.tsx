'use client';

import { Card, Stack, Text } from '@mantine/core';
import { ActionName } from '@/components/action-name';
import { JsonView } from '@/components/json-view';

interface Step {
  readonly name: string;
  readonly actionType: string;
  readonly actionTitle?: string | null;
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
          <ActionName action={step} />
          <JsonView value={step.input} label={`Input of ${step.name}`} maxHeight={240} />
        </Card>
      ))}
    </Stack>
  );
}
