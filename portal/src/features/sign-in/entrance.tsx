import { Center, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Wordmark } from '@/components/wordmark';

/** The frame of the pages before one is signed in. */
export function Entrance({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="100%" maw={420} gap="lg">
        <Center>
          <Wordmark size="lg" />
        </Center>
        <Paper withBorder p={{ base: 'md', xs: 'xl' }} shadow="xs">
          <Title order={1} size="h3">
            {title}
          </Title>
          {text && (
            <Text c="dimmed" size="sm" mt={4}>
              {text}
            </Text>
          )}
          {children}
        </Paper>
      </Stack>
    </Center>
  );
}
