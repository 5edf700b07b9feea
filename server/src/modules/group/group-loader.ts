import type { Context } from '../../context.ts';
import { type Loader, loaderOf } from '../../loader.ts';
import { transaction } from '../../transaction.ts';
import type { GroupRow } from './internal.ts';

/** Groups by id, for fields of other objects. */
export function groupLoader(ctx: Context): Loader<GroupRow> {
  return loaderOf(ctx, 'group', (ids) =>
    transaction(ctx, async ({ tx }) => {
      const rows = await tx.prisma.group.findMany({ where: { id: { in: ids } } });
      return new Map(rows.map((row) => [row.id, row]));
    }),
  );
}
