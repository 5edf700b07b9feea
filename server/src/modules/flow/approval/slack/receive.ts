import { createHash } from 'node:crypto';
import { systemContext } from '../../../../context.ts';
import { sql } from '../../../../platform/db/index.ts';
import { isUuid, newId } from '../../../../platform/id.ts';
import type { Services } from '../../../../services.ts';
import { type SqlTxContext, sqlTransaction } from '../../../../transaction.ts';
import { recordAudit } from '../../../audit/index.ts';
import { SIGNING_SECRET } from '../../../connection/index.ts';
import { readSecrets } from '../../../secret/index.ts';
import { addErrand } from '../errand/errand.sql.ts';
import { pressIn, verifySlackRequest, WINDOW_SECONDS } from './signed-press.ts';

interface Received {
  tenantId: string;
  connectionId: string;
  timestamp: string | undefined;
  signature: string | undefined;
  body: string;
  requestId: string;
}

/**
 * Takes what Slack has sent to a connection, and answers the status. What is signed and new is kept together with the
 * errand that it makes, in one transaction: another process refuses it the second time, and no press is lost on the way.
 */
export async function receivePress(services: Services, received: Received): Promise<200 | 401 | 404> {
  const { tenantId, connectionId, requestId } = received;
  if (!isUuid(tenantId) || !isUuid(connectionId)) return 404;
  return sqlTransaction(systemContext(services, tenantId, requestId), async (ctx) => {
    const name = await connectionName(ctx, connectionId);
    const signingSecret =
      name === undefined ? undefined : (await readSecrets(ctx, 'connection', connectionId)).get(SIGNING_SECRET);
    if (name === undefined || signingSecret === undefined) return 404;
    const refuse = (reason: string) => {
      const target = { type: 'connection', id: connectionId, name };
      recordAudit(ctx, { action: 'connection.press_refused', target, outcome: 'failed', detail: { reason } });
      return 401 as const;
    };
    const verdict = verifySlackRequest(received, { nowMs: ctx.clock.now().getTime(), signingSecret });
    if (!verdict.ok) return refuse(verdict.reason);
    if (!(await isNew(ctx, connectionId, verdict.signature))) return refuse('replayed');
    const press = pressIn(received.body);
    // Slack sends whatever is done to the app's messages; the rest is nothing to us.
    if (press) await addErrand(ctx, { id: newId(), connectionId, kind: 'press', data: press });
    return 200;
  });
}

async function connectionName({ tx, tenantId }: SqlTxContext, id: string): Promise<string | undefined> {
  const [found] = await tx.query<{ name: string }>(
    sql`SELECT name FROM connections WHERE tenant_id = ${tenantId}::uuid AND id = ${id}::uuid`,
  );
  return found?.name;
}

/**
 * Keeps the signature. Those that would be refused for their age by now are forgotten, which is twice the window, and with
 * them the presses that were looked into: the audit log has what became of them.
 */
async function isNew({ tx, tenantId, clock }: SqlTxContext, connectionId: string, signature: string): Promise<boolean> {
  const now = clock.now();
  const old = new Date(now.getTime() - 2 * WINDOW_SECONDS * 1000);
  await tx.execute(sql`DELETE FROM slack_presses WHERE tenant_id = ${tenantId}::uuid AND at < ${old}::timestamptz`);
  await tx.execute(sql`
    DELETE FROM approval_errands
    WHERE tenant_id = ${tenantId}::uuid AND kind = 'press' AND finished_at < ${old}::timestamptz`);
  const digest = createHash('sha256').update(signature).digest('hex');
  const inserted = await tx.execute(sql`
    INSERT INTO slack_presses (tenant_id, connection_id, signature, at)
    VALUES (${tenantId}::uuid, ${connectionId}::uuid, decode(${digest}, 'hex'), ${now}::timestamptz)
    ON CONFLICT DO NOTHING`);
  return inserted === 1;
}
