import type { Prisma } from '@joinery/prisma';
import { AppError } from '../../errors.ts';
import { isUuid } from '../../platform/id.ts';
import type { TxContext } from '../../transaction.ts';
import type { JsonSchema } from './action-type/step-action.ts';
import type { ChainStep } from './step.ts';

export type ChainRow = Prisma.ActionChainGetPayload<object>;

/** The steps of one version. */
export interface ChainVersion {
  chainId: string;
  version: number;
  steps: ChainStep[];
  inputSchema: JsonSchema | null;
  createdById: string | null;
  createdAt: Date;
}

/** The chain, or NOT_FOUND: another tenant's, or a deleted one, does not exist here. */
export async function getChain({ tx, tenantId }: TxContext, id: string): Promise<ChainRow> {
  const chain = isUuid(id) ? await tx.prisma.actionChain.findFirst({ where: { tenantId, id, deletedAt: null } }) : null;
  if (chain) return chain;
  throw new AppError('NOT_FOUND', `there is no action chain ${id}`);
}

/** What new flows of these chains take, by the chain's id; null for any input. A chain that is not there is left out. */
export async function inputSchemasOf(
  { tx }: TxContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, JsonSchema | null>> {
  const where = { id: { in: ids.filter(isUuid) }, deletedAt: null };
  const chains = await tx.prisma.actionChain.findMany({ where, select: { id: true, version: true } });
  const versions = await tx.prisma.actionChainVersion.findMany({
    where: { OR: chains.map(({ id, version }) => ({ chainId: id, version })) },
  });
  return new Map(versions.map((row) => [row.chainId, toVersion(row).inputSchema]));
}

/** A version of a chain; a deleted chain's too, for the flows that it has. */
export async function getVersion({ tx, tenantId }: TxContext, chainId: string, version: number): Promise<ChainVersion> {
  const where = { tenantId_chainId_version: { tenantId, chainId, version } };
  const row = await tx.prisma.actionChainVersion.findUnique({ where });
  if (row) return toVersion(row);
  throw new AppError('NOT_FOUND', `the action chain ${chainId} has no version ${version}`);
}

export function toVersion(row: Prisma.ActionChainVersionGetPayload<object>): ChainVersion {
  return {
    chainId: row.chainId,
    version: row.version,
    steps: row.steps as unknown as ChainStep[],
    inputSchema: row.inputSchema as JsonSchema | null,
    createdById: row.createdById,
    createdAt: row.createdAt,
  };
}

export function chainTarget({ id, name }: Pick<ChainRow, 'id' | 'name'>) {
  return { type: 'action_chain', id, name };
}
