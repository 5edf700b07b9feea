'use client';

import { Card, Stack, Text } from '@mantine/core';
import { CodeText } from '@/components/code-text';
import { JsonView } from '@/components/json-view';
import type { Chain } from './chain-detail';

/** A chain for who may look and not change. */
export function StepsShown({ chain: { steps, description } }: { chain: Chain }) {
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
