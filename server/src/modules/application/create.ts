import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { parseInput } from '../../parse-input.ts';
import { refuseDuplicate } from '../../platform/db/unique.ts';
import { newId } from '../../platform/id.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { recordEvent } from '../event/index.ts';
import { CreateApplication } from './application.input.ts';
import { applicationData, applicationFacts, applicationTarget } from './application-data.ts';
import { newClientId, newClientSecret } from './client-secret.ts';
import { type ApplicationRow, WITHOUT_HASHES } from './internal.ts';

export interface IssuedSecret {
  application: ApplicationRow;
  /** In the clear, this once. */
  clientSecret: string;
}

/** Creates an application with a client id and a secret. CONFLICT when the name is taken. */
export function createApplication(ctx: Context, input: unknown): Promise<IssuedSecret> {
  requireScope(ctx, 'application:write');
  const { name, description, homepageUrl } = parseInput(CreateApplication, input);
  return transaction(ctx, async (ctx) => {
    const { secret, hash } = newClientSecret();
    const created = ctx.tx.prisma.application.create({
      data: {
        tenantId: ctx.tenantId,
        id: newId(),
        name,
        description,
        homepageUrl,
        clientId: newClientId(),
        secretHash: hash,
        secretRotatedAt: ctx.clock.now(),
      },
      omit: WITHOUT_HASHES,
    });
    const application = await refuseDuplicate(created, { name: `there is an application named ${name} already` });
    const eventId = recordEvent(ctx, 'application.created', applicationData(application));
    const detail = { new: applicationFacts(application) };
    recordAudit(ctx, { action: 'application.created', target: applicationTarget(application), detail, eventId });
    return { application, clientSecret: secret };
  });
}
