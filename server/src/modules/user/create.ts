import type { Prisma } from '@joinery/prisma';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { parseInput } from '../../parse-input.ts';
import { refuseDuplicate } from '../../platform/db/unique.ts';
import { newId } from '../../platform/id.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { recordEvent } from '../event/index.ts';
import { checkAttributes } from '../tenant/index.ts';
import { getUser, type UserRow, WITHOUT_HASH } from './internal.ts';
import { requireMayGive } from './role-rules.ts';
import { CreateUser } from './user.input.ts';
import { userData, userFacts, userTarget } from './user-data.ts';

/** Creates a user, who can sign in once they have a password. CONFLICT when email or username is taken. */
export function createUser(ctx: Context, input: unknown, { id = newId() }: { id?: string } = {}): Promise<UserRow> {
  requireScope(ctx, 'user:write');
  const { email, username, managerId, attributes, source, ...person } = parseInput(CreateUser, input);
  requireMayGive(ctx, person.role);
  return transaction(ctx, async (ctx) => {
    await checkAttributes(ctx, attributes);
    if (managerId) await getUser(ctx, managerId);
    const name = username ?? (await freeUsername(ctx, email));
    const created = ctx.tx.prisma.user.create({
      data: {
        ...person,
        tenantId: ctx.tenantId,
        id,
        email,
        username: name,
        managerId: managerId ?? null,
        attributes: attributes as Prisma.InputJsonObject,
      },
      omit: WITHOUT_HASH,
    });
    const user = await refuseDuplicate(created, {
      email: `there is a user with the email ${email} already`,
      username: `the username ${name} is taken`,
    });
    const eventId = recordEvent(ctx, 'user.created', userData(user));
    const detail = { new: userFacts(user), ...(source ? { source } : {}) };
    recordAudit(ctx, { action: 'user.created', target: userTarget(user), detail, eventId });
    return user;
  });
}

/** What stands before the @, or the whole email when somebody has that already. */
async function freeUsername({ tx, tenantId }: TxContext, email: string): Promise<string> {
  const username = email.slice(0, email.lastIndexOf('@'));
  const taken = await tx.prisma.user.findUnique({
    where: { tenantId_username: { tenantId, username } },
    select: { id: true },
  });
  return taken ? email : username;
}
