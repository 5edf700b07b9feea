import { Group, Text } from '@mantine/core';
import { IconJoinBevel } from '@tabler/icons-react';

export function Wordmark({ size = 'md' }: { size?: 'md' | 'lg' }) {
  return (
    <Group gap={8} wrap="nowrap">
      <IconJoinBevel size={size === 'lg' ? 30 : 24} color="var(--mantine-primary-color-filled)" aria-hidden />
      <Text span fw={700} size={size === 'lg' ? 'xl' : 'lg'}>
        Joinery
      </Text>
    </Group>
  );
}
