import type { FieldError } from '../../../errors.ts';
import { isUuid } from '../../../platform/id.ts';
import type { TxContext } from '../../../transaction.ts';
import { isObject } from '../binding/index.ts';
import type { ChainStep } from '../step.ts';

/** How deep chains may run chains. */
export const DEEPEST_NESTING = 5;

/** Chains that steps run: they exist, never lead back to this one, and are not nested too deep. */
export async function subChainFaults(
  ctx: TxContext,
  steps: readonly ChainStep[],
  chainId: string | null,
): Promise<FieldError[]> {
  const faults: FieldError[] = [];
  for (const [index, step] of steps.entries()) {
    const id = chainRunBy(step);
    if (id === null) continue;
    const message = await problemOf(ctx, id, { chainId, nesting: 1 });
    if (message) faults.push({ path: `steps.${index}.input.chainId`, message: `${step.name}: ${message}` });
  }
  return faults;
}

async function problemOf(
  ctx: TxContext,
  id: string,
  { chainId, nesting }: { chainId: string | null; nesting: number },
): Promise<string | null> {
  if (id === chainId) return 'the chain would run itself';
  if (nesting > DEEPEST_NESTING) return `chains may run chains ${DEEPEST_NESTING} deep`;
  const chain = isUuid(id) ? await ctx.tx.prisma.actionChain.findFirst({ where: { id, deletedAt: null } }) : null;
  if (!chain) return `there is no action chain ${id}`;
  const where = { tenantId_chainId_version: { tenantId: ctx.tenantId, chainId: id, version: chain.version } };
  const version = await ctx.tx.prisma.actionChainVersion.findUniqueOrThrow({ where });
  for (const step of version.steps as unknown as ChainStep[]) {
    const inner = chainRunBy(step);
    const problem = inner && (await problemOf(ctx, inner, { chainId, nesting: nesting + 1 }));
    if (problem) return problem;
  }
  return null;
}

/** The chain that a step runs, where it is written down and not bound. */
export function chainRunBy({ actionType, input }: ChainStep): string | null {
  return actionType === 'run_chain' && isObject(input) && typeof input.chainId === 'string' ? input.chainId : null;
}
