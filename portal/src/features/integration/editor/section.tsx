import { Card, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** One of the steps of the form: what it decides, and the inputs that decide it. */
export function Section({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <Card withBorder component="section" aria-label={title}>
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text size="sm" c="dimmed" mb="md">
        {text}
      </Text>
      <Stack gap="md">{children}</Stack>
    </Card>
  );
}
