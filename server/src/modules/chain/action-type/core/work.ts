import { z } from 'zod';
import { core, idOf } from './core-action.ts';

export const WORK = {
  run_task: core({
    title: 'Run a task',
    description: 'Sets a task off and waits for its run.',
    input: z.strictObject({ taskId: idOf('task').describe('The task.') }),
    output: z.object({ runId: z.string(), output: z.string() }),
    effect: 'write',
    scope: 'task:run',
  }),
  run_chain: core({
    title: 'Run a chain',
    description: 'Starts a flow of another chain and waits for it.',
    input: z.strictObject({
      chainId: idOf('action_chain').describe('The chain.'),
      input: z.record(z.string(), z.json()).default({}).describe('The input of its flow.'),
      subjectId: idOf('user').optional().describe('Its subject; that of this flow when left out.'),
    }),
    output: z.object({ flowId: idOf('action_flow'), outputs: z.record(z.string(), z.json()) }),
    effect: 'write',
    inverse: { action: 'undo_chain', input: { flowId: 'output.flowId' } },
    scope: 'flow:run',
  }),
  undo_chain: core({
    title: 'Undo a chain',
    description: 'Undoes what the flow of another chain has done, and waits for it.',
    input: z.strictObject({ flowId: idOf('action_flow').describe('The flow.') }),
    output: z.object({ flowId: idOf('action_flow') }),
    effect: 'destructive',
    scope: 'flow:run',
  }),
};
