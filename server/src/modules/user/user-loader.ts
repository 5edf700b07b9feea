import type { Context } from '../../context.ts';
import { type Loader, loaderOf } from '../../loader.ts';
import { transaction } from '../../transaction.ts';
import { type UserRow, WITHOUT_HASH } from './internal.ts';

/** Users by id, for fields of other objects. */
export function userLoader(ctx: Context): Loader<UserRow> {
  return loaderOf(ctx, 'user', (ids) =>
    transaction(ctx, async ({ tx }) => {
      const rows = await tx.prisma.user.findMany({ where: { id: { in: ids } }, omit: WITHOUT_HASH });
      return new Map(rows.map((row) => [row.id, row]));
    }),
  );
}
