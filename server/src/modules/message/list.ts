import type { MessageStatus, Prisma } from '@joinery/prisma';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { type Page, type PageInput, paginate } from '../../pagination.ts';
import { containing } from '../../platform/db/index.ts';
import { isUuid } from '../../platform/id.ts';
import { transaction } from '../../transaction.ts';
import type { MessageRow } from './internal.ts';

export interface MessageFilter {
  status?: MessageStatus | null;
  userId?: string | null;
  /** Part of the subject or of the text, in any case. */
  text?: string | null;
}

interface ListInput {
  page: PageInput;
  filter?: MessageFilter | null;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** A page of the tenant's messages, the newest first where no other direction is asked for. */
export function listMessages(ctx: Context, { page, filter }: ListInput): Promise<Page<MessageRow>> {
  requireScope(ctx, 'message:read');
  const { status, userId, text } = filter ?? {};
  const where: Prisma.MessageWhereInput = {
    ...(status ? { status } : {}),
    ...(userId ? { userId: isUuid(userId) ? userId : NOBODY } : {}),
    ...(text ? { OR: [{ subject: containing(text) }, { text: containing(text) }] } : {}),
  };
  return paginate(
    page,
    { field: 'createdAt', direction: page.direction ?? 'DESC' },
    (query) =>
      transaction(ctx, ({ tx }) =>
        tx.prisma.message.findMany({
          where: { AND: [where, query.where] },
          orderBy: query.orderBy,
          take: query.take,
        }),
      ),
    () => transaction(ctx, ({ tx }) => tx.prisma.message.count({ where })),
  );
}
