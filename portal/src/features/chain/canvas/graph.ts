import type { Edge, Node } from '@xyflow/react';
import type { DraftStep } from '../draft/draft';
import type { ChainEditorState } from '../editor/use-chain-editor';

export interface StepData extends Record<string, unknown> {
  title: string;
  text: string;
  /** The machine's name of the action. */
  actionType: string;
  isOpen: boolean;
  isWrong: boolean;
  isConditional: boolean;
}

export type GraphNode = Node<StepData, 'step'>;

export const START = ':start';
export const END = ':end';

const ROW_HEIGHT = 110;
const HALF_A_NODE = 28;

/** A node a step, one below the other, between where a flow begins and where it ends. */
export function nodesOf({ draft, actions, openStep, problemsAt }: ChainEditorState): GraphNode[] {
  const steps = draft.steps.map((step, index) =>
    nodeOf(step.key, index + 1, {
      title: step.name || 'New step',
      actionType: step.actionType,
      text: `${(actions.actionOf(step)?.title ?? step.actionType) || 'No action yet'} · ${actions.labelOf(step.connectionId)}`,
      isOpen: step.key === openStep?.key,
      isWrong: problemsAt(index).length > 0,
      isConditional: step.when !== null,
    }),
  );
  return [end(START, 0, 'A flow is started'), ...steps, end(END, steps.length + 1, 'Done')];
}

function end(id: string, row: number, title: string): GraphNode {
  const data = { title, text: '', actionType: '', isOpen: false, isWrong: false, isConditional: false };
  return { ...nodeOf(id, row, data), draggable: false, selectable: false };
}

function nodeOf(id: string, row: number, data: StepData): GraphNode {
  return { id, type: 'step', position: { x: 0, y: row * ROW_HEIGHT }, data };
}

/** Before which step something belongs that is dropped at this height. */
export function rowAt(y: number): number {
  return Math.max(Math.ceil((y - HALF_A_NODE) / ROW_HEIGHT) - 1, 0);
}

export type InsertEdgeType = Edge<{ insert: () => void; label: string }, 'insert'>;

export function edgesOf(steps: readonly DraftStep[], insert: (at: number) => void): InsertEdgeType[] {
  const ids = [START, ...steps.map(({ key }) => key), END];
  return ids.slice(1).map((target, at) => ({
    id: `${ids[at]}→${target}`,
    type: 'insert',
    source: ids[at] ?? START,
    target,
    focusable: false,
    data: {
      insert: () => insert(at),
      label: at === 0 ? 'Put a step first' : `Put a step after ${steps[at - 1]?.name}`,
    },
  }));
}
