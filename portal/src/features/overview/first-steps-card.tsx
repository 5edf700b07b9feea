'use client';

import { Box, Card, Group, Progress, SimpleGrid, Text, ThemeIcon, Title, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconCircleDashed } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { LinkText } from '@/components/link-text';
import { type FirstStep, firstSteps } from './first-steps';
import { gettingStartedQuery } from './overview.documents';
import { refreshed } from './refreshed';

/** What a new organisation has still to do; gone when it is done. */
export function FirstStepsCard() {
  const { data } = useQuery(refreshed(gettingStartedQuery));
  if (!data) return null;
  const steps = firstSteps(data.gettingStarted);
  const done = steps.filter(({ isDone }) => isDone).length;
  if (done === steps.length) return null;
  return (
    <Card withBorder component="section" aria-label="First steps">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          First steps
        </Title>
        <Text size="sm" c="dimmed" aria-live="polite">
          {done} of {steps.length} done
        </Text>
      </Group>
      <Progress value={(100 * done) / steps.length} size="sm" mb="md" aria-label="First steps done" />
      <SimpleGrid
        component="ol"
        cols={{ base: 1, sm: 2, xl: 4 }}
        spacing="md"
        p={0}
        m={0}
        style={{ listStyle: 'none' }}
      >
        {steps.map((step) => (
          <Step key={step.title} step={step} />
        ))}
      </SimpleGrid>
    </Card>
  );
}

function Step({ step: { title, text, href, isDone } }: { step: FirstStep }) {
  return (
    <Group component="li" wrap="nowrap" align="flex-start" gap="sm">
      <ThemeIcon size="sm" mt={1} radius="xl" variant={isDone ? 'filled' : 'light'} color={isDone ? 'green' : 'gray'}>
        {isDone ? <IconCheck size={12} /> : <IconCircleDashed size={14} />}
      </ThemeIcon>
      <Box miw={0}>
        <LinkText href={href} size="sm" fw={500}>
          {title}
        </LinkText>
        {isDone && <VisuallyHidden>Done</VisuallyHidden>}
        <Text size="xs" c="dimmed">
          {text}
        </Text>
      </Box>
    </Group>
  );
}
