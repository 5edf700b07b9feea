import type { Prisma } from '@joinery/prisma';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { invalidField } from '../../errors.ts';
import { type Page, type PageInput, paginate } from '../../pagination.ts';
import { containing } from '../../platform/db/index.ts';
import { isUuid } from '../../platform/id.ts';
import { transaction } from '../../transaction.ts';
import type { Outcome } from './record.ts';

export type AuditRecordRow = Prisma.AuditRecordGetPayload<object>;

export interface AuditFilter {
  actions?: string[] | null;
  actorId?: string | null;
  targetType?: string | null;
  targetId?: string | null;
  since?: Date | null;
  until?: Date | null;
  outcome?: Outcome | null;
  /** Part of the action, of the actor's address or of the target's name, in any case. */
  text?: string | null;
}

const MOST_ACTIONS = 200;

/** A page of the tenant's audit log, the newest first where no other direction is asked for. */
export function listAuditRecords(
  ctx: Context,
  { page, filter }: { page: PageInput; filter?: AuditFilter | null },
): Promise<Page<AuditRecordRow>> {
  requireScope(ctx, 'audit:read');
  const where = toWhere(filter ?? {});
  return paginate(
    page,
    { field: 'at', direction: page.direction ?? 'DESC' },
    (query) =>
      transaction(ctx, ({ tx }) =>
        tx.prisma.auditRecord.findMany({
          where: { AND: [where, query.where] },
          orderBy: query.orderBy,
          take: query.take,
        }),
      ),
    () => transaction(ctx, ({ tx }) => tx.prisma.auditRecord.count({ where })),
  );
}

function toWhere({ actions, actorId, targetType, targetId, outcome, since, until, text }: AuditFilter) {
  if (actorId && !isUuid(actorId)) throw invalidField('filter.actorId', 'is not the id of a user');
  if ((actions ?? []).length > MOST_ACTIONS) throw invalidField('filter.actions', `must be at most ${MOST_ACTIONS}`);
  const conditions: Prisma.AuditRecordWhereInput[] = [];
  if (actions) conditions.push({ action: { in: actions } });
  if (actorId) conditions.push({ actorId });
  if (targetType) conditions.push({ targetType });
  if (targetId) conditions.push({ targetId });
  if (outcome) conditions.push({ outcome });
  if (since) conditions.push({ at: { gte: since } });
  if (until) conditions.push({ at: { lt: until } });
  if (text) conditions.push(mentions(text));
  return { AND: conditions };
}

function mentions(text: string): Prisma.AuditRecordWhereInput {
  const part = containing(text);
  return { OR: [{ action: part }, { actorEmail: part }, { targetName: part }] };
}
