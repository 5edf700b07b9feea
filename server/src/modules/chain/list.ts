import { ChainPurpose, type Prisma } from '@joinery/prisma';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { type FieldTraits, type Order, type Page, type PageInput, paginate } from '../../pagination.ts';
import { transaction } from '../../transaction.ts';
import { type ChainRow, type ChainVersion, getChain, getVersion, toVersion } from './internal.ts';

export interface ChainFilter {
  purpose?: ChainPurpose | null;
  /** Part of the name, in any case. */
  text?: string | null;
}

export type ChainOrderField = 'name' | 'createdAt' | 'updatedAt' | 'purpose';

const TRAITS: Partial<Record<ChainOrderField, FieldTraits>> = { purpose: { values: Object.values(ChainPurpose) } };

const NEWEST_FIRST = { field: 'createdAt', direction: 'DESC' } as const;

/** A page of the tenant's chains, the newest first where no other order is asked for. */
export function listActionChains(
  ctx: Context,
  { page, filter, order = NEWEST_FIRST }: { page: PageInput; filter: ChainFilter; order?: Order<ChainOrderField> },
): Promise<Page<ChainRow>> {
  requireScope(ctx, 'chain:read');
  const where: Prisma.ActionChainWhereInput = {
    deletedAt: null,
    ...(filter.purpose ? { purpose: filter.purpose } : {}),
    ...(filter.text ? { name: { contains: filter.text, mode: 'insensitive' as const } } : {}),
  };
  return paginate(
    page,
    { ...order, ...TRAITS[order.field] },
    (query) =>
      transaction(ctx, ({ tx }) =>
        tx.prisma.actionChain.findMany({
          where: { AND: [where, query.where] },
          orderBy: query.orderBy,
          take: query.take,
        }),
      ),
    () => transaction(ctx, ({ tx }) => tx.prisma.actionChain.count({ where })),
  );
}

/** One chain of the tenant, or NOT_FOUND. */
export function readActionChain(ctx: Context, id: string): Promise<ChainRow> {
  requireScope(ctx, 'chain:read');
  return transaction(ctx, (ctx) => getChain(ctx, id));
}

/** A version of a chain; without a number, the one that new flows start with. */
export function readChainVersion(ctx: Context, id: string, version?: number | null): Promise<ChainVersion> {
  requireScope(ctx, 'chain:read');
  return transaction(ctx, async (ctx) => {
    const chain = await getChain(ctx, id);
    return getVersion(ctx, chain.id, version ?? chain.version);
  });
}

/** The current versions of chains, by the id of the chain. */
export async function readCurrentVersions(
  ctx: Context,
  chainIds: readonly string[],
): Promise<Map<string, ChainVersion>> {
  requireScope(ctx, 'chain:read');
  const rows = await transaction(ctx, async ({ tx }) => {
    const chains = await tx.prisma.actionChain.findMany({ where: { id: { in: [...chainIds] } } });
    return tx.prisma.actionChainVersion.findMany({
      where: { OR: chains.map(({ id, version }) => ({ chainId: id, version })) },
    });
  });
  return new Map(rows.map((row) => [row.chainId, toVersion(row)]));
}

/** Those of the chains that there are, by id; deleted ones too, for the flows that they have. */
export async function readChains(ctx: Context, ids: readonly string[]): Promise<Map<string, ChainRow>> {
  requireScope(ctx, 'chain:read');
  const rows = await transaction(ctx, ({ tx }) => tx.prisma.actionChain.findMany({ where: { id: { in: [...ids] } } }));
  return new Map(rows.map((row) => [row.id, row]));
}
