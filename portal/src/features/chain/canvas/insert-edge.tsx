'use client';

import { ActionIcon } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getStraightPath } from '@xyflow/react';
import type { InsertEdgeType } from './graph';

/** From one step to the next, with a button to put another between them. */
export function InsertEdge({ sourceX, sourceY, targetX, targetY, data }: EdgeProps<InsertEdgeType>) {
  const [path, x, y] = getStraightPath({ sourceX, sourceY, targetX, targetY });
  return (
    <>
      <BaseEdge path={path} />
      <EdgeLabelRenderer>
        <ActionIcon
          className="nodrag nopan"
          size="xs"
          radius="xl"
          variant="filled"
          aria-label={data?.label}
          onClick={data?.insert}
          style={{
            position: 'absolute',
            transform: `translate(-50%, -50%) translate(${x}px, ${y}px)`,
            pointerEvents: 'all',
          }}
        >
          <IconPlus size={12} />
        </ActionIcon>
      </EdgeLabelRenderer>
    </>
  );
}
