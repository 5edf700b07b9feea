'use client';

import { Badge, Group, Paper, Text } from '@mantine/core';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { END, type GraphNode, START } from './graph';

/** A step in the picture. */
export function StepNode({
  id,
  data: { title, text, actionType, isOpen, isWrong, isConditional },
}: NodeProps<GraphNode>) {
  const color = isWrong
    ? 'var(--mantine-color-red-filled)'
    : isOpen
      ? 'var(--mantine-primary-color-filled)'
      : undefined;
  return (
    <Paper withBorder p="xs" w={260} radius="md" shadow="xs" style={color ? { borderColor: color } : undefined}>
      {id !== START && (
        <Handle type="target" position={Position.Top} isConnectableStart={false} title={`Before ${title}`} />
      )}
      <Group gap="xs" wrap="nowrap" justify="space-between">
        <Text size="sm" fw={500} truncate>
          {title}
        </Text>
        {isConditional && (
          <Badge size="xs" variant="light" tt="none">
            If
          </Badge>
        )}
      </Group>
      {text && (
        <Text size="xs" c="dimmed" truncate title={actionType}>
          {text}
        </Text>
      )}
      {id !== END && <Handle type="source" position={Position.Bottom} title={`Drag to what comes after ${title}`} />}
    </Paper>
  );
}
