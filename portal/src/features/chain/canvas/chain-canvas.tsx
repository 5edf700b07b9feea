'use client';

import '@xyflow/react/dist/style.css';
import { Card, useComputedColorScheme } from '@mantine/core';
import {
  Background,
  Controls,
  type Node,
  type NodeChange,
  Panel,
  ReactFlow,
  type ReactFlowInstance,
  useNodesState,
} from '@xyflow/react';
import { type DragEvent, useEffect, useState } from 'react';
import type { ChainEditorState } from '../editor/use-chain-editor';
import { END, edgesOf, type GraphNode, type InsertEdgeType, nodesOf, rowAt, START } from './graph';
import { InsertEdge } from './insert-edge';
import { isNewStep, NewStepChip } from './new-step-chip';
import { StepNode } from './step-node';

const NODE_TYPES = { step: StepNode };
/** What is fitted stays below the chip in the corner. */
const FIT = { maxZoom: 1, padding: { top: '56px', bottom: '24px', x: 0.15 } } as const;
const EDGE_TYPES = { insert: InsertEdge };

/**
 * The chain as a picture: a press opens a step, dragging one past another changes their order, and so does drawing a
 * line from one to the other; `+`, or the new step dragged to where it belongs, puts one between.
 */
export function ChainCanvas({ editor }: { editor: ChainEditorState }) {
  const colorScheme = useComputedColorScheme('light');
  const { draft, openStep, open, move, insert, connect } = editor;
  const wanted = nodesOf(editor);
  const [picture, setPicture] = useState<ReactFlowInstance<GraphNode, InsertEdgeType>>();
  const [nodes, setNodes, onNodesChange] = useNodesState<GraphNode>(wanted);
  const shape = JSON.stringify([wanted, openStep?.key]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` is what the nodes are, by value
  useEffect(() => setNodes(wanted), [shape, setNodes]);

  const count = draft.steps.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a step more or less is what it is fitted for
  useEffect(() => void picture?.fitView(FIT), [picture, count]);

  const reorder = (dragged: Node) => {
    const from = draft.steps.findIndex(({ key }) => key === dragged.id);
    const above = nodes.filter(
      ({ id, position }) => isStep(id) && id !== dragged.id && position.y < dragged.position.y,
    );
    if (from === above.length) setNodes(wanted);
    else move(from, above.length);
  };
  const drop = (event: DragEvent) => {
    if (!picture || !isNewStep(event)) return;
    event.preventDefault();
    const { y } = picture.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    insert(Math.min(rowAt(y), count));
  };
  return (
    <Card withBorder p={0} h={420} role="application" aria-label="Picture of the chain">
      <ReactFlow
        nodes={nodes}
        edges={edgesOf(draft.steps, insert)}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        colorMode={colorScheme}
        onNodesChange={(changes: NodeChange<GraphNode>[]) => onNodesChange(changes)}
        onNodeClick={(_, { id }) => isStep(id) && open(id)}
        onNodeDragStop={(_, node) => reorder(node)}
        onConnect={({ source, target }) => connect(source, target)}
        isValidConnection={({ source, target }) => source !== target && (isStep(source) || isStep(target))}
        onDragOver={(event) => isNewStep(event) && event.preventDefault()}
        onDrop={drop}
        deleteKeyCode={null}
        fitView
        fitViewOptions={FIT}
        onInit={setPicture}
        proOptions={{ hideAttribution: true }}
      >
        <Background />
        <Controls showInteractive={false} />
        <Panel position="top-right">
          <NewStepChip />
        </Panel>
      </ReactFlow>
    </Card>
  );
}

function isStep(id: string): boolean {
  return id !== START && id !== END;
}
