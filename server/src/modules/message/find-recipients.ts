import type { z } from 'zod';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import type { Page } from '../../pagination.ts';
import { isUuid } from '../../platform/id.ts';
import { transaction } from '../../transaction.ts';
import { listUsers, type UserFilter, type UserRow } from '../user/index.ts';
import type { SendMessage } from './message.input.ts';

const MOST = 10_000;

type Recipients = z.infer<typeof SendMessage>['to'];

/** The ids of the active users who are meant. */
export function findRecipients(ctx: Context, { userIds, everyone: _, ...filter }: Recipients): Promise<string[]> {
  return userIds ? findNamed(ctx, [...new Set(userIds)]) : findByFilter(ctx, filter);
}

async function findNamed(ctx: Context, ids: readonly string[]): Promise<string[]> {
  requireScope(ctx, 'user:read');
  const found = await transaction(ctx, ({ tx }) =>
    tx.prisma.user.findMany({ where: { id: { in: ids.filter(isUuid) } }, select: { id: true, isActive: true } }),
  );
  const missing = ids.find((id) => !found.some((user) => user.id === id));
  if (missing !== undefined) throw new AppError('NOT_FOUND', `there is no user ${missing}`);
  return found.filter(({ isActive }) => isActive).map(({ id }) => id);
}

async function findByFilter(ctx: Context, filter: UserFilter): Promise<string[]> {
  const found: string[] = [];
  for (let after: string | null | undefined = null; after !== undefined; ) {
    const page: Page<UserRow> = await listUsers(ctx, {
      page: { first: 100, after },
      filter: { ...filter, isActive: true },
      order: { field: 'createdAt', direction: 'ASC' },
    });
    found.push(...page.rows.map(({ row }) => row.id));
    if (found.length > MOST) throw new AppError('LIMIT_EXCEEDED', `a message goes to at most ${MOST} people at once`);
    after = page.hasNextPage ? page.rows.at(-1)?.cursor : undefined;
  }
  return found;
}
