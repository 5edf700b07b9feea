import { Group, Text } from '@mantine/core';
import { StatusBadge } from '@/components/status-badge';
import type { RunMode, TaskRunStatus } from '../../../../generated/graphql';

/** How a run stands, and that it is a plan where it is one. */
export function RunStatus({ status, mode }: { status: TaskRunStatus; mode: RunMode }) {
  return (
    <Group gap={6}>
      <StatusBadge status={status} />
      {mode === 'PLAN' && (
        <Text span size="xs" c="dimmed">
          Plan
        </Text>
      )}
    </Group>
  );
}
