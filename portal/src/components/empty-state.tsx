import { Center, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** Where nothing is: says why, and what to do about it. */
export function EmptyState({
  title,
  text,
  icon,
  children,
  isPart = false,
}: {
  title: string;
  text?: ReactNode;
  icon?: ReactNode;
  children?: ReactNode;
  /** In a card among others, and not the page. */
  isPart?: boolean;
}) {
  return (
    <Center mih={isPart ? 0 : 240} p={isPart ? 'sm' : 'lg'}>
      <Stack align="center" gap="sm" maw={440} ta="center">
        {icon}
        <Title order={2} size={isPart ? 'h5' : 'h4'}>
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
