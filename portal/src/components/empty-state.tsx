import { Center, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** Where nothing is: says why, and what to do about it. */
export function EmptyState({
  title,
  text,
  icon,
  children,
}: {
  title: string;
  text?: ReactNode;
  icon?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <Center mih={240} p="lg">
      <Stack align="center" gap="sm" maw={440} ta="center">
        {icon}
        <Title order={2} size="h4">
          {title}
        </Title>
        {text && (
          <Text c="dimmed" size="sm">
            {text}
          </Text>
        )}
        {children}
      </Stack>
    </Center>
  );
}
