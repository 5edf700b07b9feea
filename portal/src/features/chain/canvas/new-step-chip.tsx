'use client';

import { Group, Paper, Text } from '@mantine/core';
import { IconGripVertical } from '@tabler/icons-react';
import type { DragEvent } from 'react';

const TYPE = 'application/x-joinery-step';

/** Whether what is dragged is a step that is not in the chain yet. */
export function isNewStep({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes(TYPE);
}

/** A step to be dragged to its place in the picture; the list has a button for it. */
export function NewStepChip() {
  return (
    <Paper
      withBorder
      px="xs"
      py={4}
      radius="md"
      draggable
      onDragStart={(event: DragEvent) => {
        event.dataTransfer.setData(TYPE, 'step');
        event.dataTransfer.effectAllowed = 'copy';
      }}
      style={{ cursor: 'grab' }}
    >
      <Group gap={4} wrap="nowrap">
        <IconGripVertical size={14} aria-hidden />
        <Text size="xs">Drag a step in</Text>
      </Group>
    </Paper>
  );
}
