import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { parseInput } from '../../parse-input.ts';
import { refuseDuplicate } from '../../platform/db/unique.ts';
import { isUuid, newId } from '../../platform/id.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { recordEvent } from '../event/index.ts';
import { CreateAppMapping } from './app-mapping.input.ts';
import { appMappingData, appMappingFacts, appMappingTarget } from './app-mapping-data.ts';
import { type AppMappingWithSubject, WITH_SUBJECT } from './internal.ts';

/**
 * Gives a user or a group a role in an application. NOT_FOUND where one of them does not exist, CONFLICT where it has
 * the role already.
 */
export function createAppMapping(
  ctx: Context,
  input: unknown,
  { id = newId() }: { id?: string } = {},
): Promise<AppMappingWithSubject> {
  requireScope(ctx, 'application:write');
  const { applicationId, userId = null, groupId = null, role } = parseInput(CreateAppMapping, input);
  return transaction(ctx, async (ctx) => {
    await requireEnds(ctx, { applicationId, userId, groupId });
    const created = ctx.tx.prisma.appMapping.create({
      data: { tenantId: ctx.tenantId, id, applicationId, userId, groupId, role },
      include: WITH_SUBJECT,
    });
    const mapping = await refuseDuplicate(created, { role: `the role ${role} is mapped to it already` });
    const eventId = recordEvent(ctx, 'app_mapping.created', appMappingData(mapping));
    const target = appMappingTarget(mapping);
    recordAudit(ctx, { action: 'app_mapping.created', target, detail: { new: appMappingFacts(mapping) }, eventId });
    return mapping;
  });
}

interface Ends {
  applicationId: string;
  userId: string | null;
  groupId: string | null;
}

async function requireEnds({ tx, tenantId }: TxContext, { applicationId, userId, groupId }: Ends): Promise<void> {
  const key = (id: string) => ({ where: { tenantId_id: { tenantId, id } }, select: { id: true } });
  const { application, user, group } = tx.prisma;
  await requireOne('application', applicationId, (id) => application.findUnique(key(id)));
  if (userId) await requireOne('user', userId, (id) => user.findUnique(key(id)));
  if (groupId) await requireOne('group', groupId, (id) => group.findUnique(key(id)));
}

async function requireOne(noun: string, id: string, find: (id: string) => Promise<object | null>): Promise<void> {
  if (isUuid(id) && (await find(id))) return;
  throw new AppError('NOT_FOUND', `there is no ${noun} ${id}`);
}
