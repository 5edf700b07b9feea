import { Box, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { LinkText } from './link-text';

export interface PageHeaderProps {
  title: ReactNode;
  /** One sentence on what the page is for, or what the object is. */
  text?: ReactNode;
  /** The list that an object's page belongs to. */
  parent?: { href: string; title: string };
  /** Beside the title: a status, say. */
  badge?: ReactNode;
  /** What can be done on the page; the main act last. */
  actions?: ReactNode;
}

/** How every page begins: where one is, what it is called, what can be done. */
export function PageHeader({ title, text, parent, badge, actions }: PageHeaderProps) {
  return (
    <Group justify="space-between" align="flex-start" gap="sm" mb="lg">
      <Stack gap={4} style={{ flex: '1 1 16rem', minWidth: 0 }}>
        {parent && (
          <LinkText href={parent.href} size="sm">
            {parent.title}
          </LinkText>
        )}
        <Group gap="sm">
          <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          {badge}
        </Group>
        {text && (
          <Text c="dimmed" size="sm" maw={720}>
            {text}
          </Text>
        )}
      </Stack>
      {actions && (
        <Box>
          <Group gap="xs">{actions}</Group>
        </Box>
      )}
    </Group>
  );
}
