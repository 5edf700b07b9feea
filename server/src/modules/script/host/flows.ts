import { z } from 'zod';
import type { Context } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { newId } from '../../../platform/id.ts';
import { type ChainRow, findChain } from '../../chain/index.ts';
import type { RunScope } from '../run-scope.ts';
import { type HostCall, type Write, write } from './host-call.ts';

/** Starts a flow, as the module of flows does it; that one stands on tasks, and so is handed in by whoever runs them. */
export type StartFlow = (
  ctx: Context,
  wanted: { chainId: string; input: Record<string, unknown>; subjectId: string | null },
) => Promise<{ id: string }>;

const Start = z.strictObject({
  chain: z.string().min(1, 'must not be empty').max(200),
  input: z.record(z.string(), z.json()),
  subjectId: z.string().max(200).nullish(),
});

const start = write(['flow.start'], Start, async (scope, { chain: wanted, input, subjectId }): Promise<Write> => {
  const { ctx, directory } = scope;
  const startFlow = requireStart(scope);
  const chain = await requireChain(ctx, wanted);
  const subject = subjectId ? (await directory.requireUser(subjectId)).value : null;
  return {
    kind: 'flow.start',
    summary: subject ? `${chain.name} for ${subject.email}` : chain.name,
    isRemoval: false,
    basis: { chainId: chain.id, version: chain.version },
    objects: [],
    ids: subject ? [subject.id] : [],
    standIn: () => {
      const id = newId();
      return { value: { id, chainName: chain.name }, made: { id } };
    },
    perform: async () => {
      const { id } = await startFlow(ctx, { chainId: chain.id, input, subjectId: subject?.id ?? null });
      return { outcome: 'changed', value: { id, chainName: chain.name }, made: { id } };
    },
  };
});

function requireStart({ startFlow }: RunScope): StartFlow {
  if (startFlow) return startFlow;
  throw new AppError('PRECONDITION_FAILED', 'whoever makes this run starts no flows', { reason: 'NOT_AVAILABLE' });
}

async function requireChain(ctx: Context, nameOrId: string): Promise<ChainRow> {
  const chain = await findChain(ctx, nameOrId);
  if (chain) return chain;
  throw new AppError('NOT_FOUND', `there is no action chain ${nameOrId}`);
}

export const FLOW_CALLS: Record<string, HostCall> = { 'flows.start': start };
