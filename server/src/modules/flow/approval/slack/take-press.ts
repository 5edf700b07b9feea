import { type Context, systemContext } from '../../../../context.ts';
import { AppError } from '../../../../errors.ts';
import { isUuid, newId } from '../../../../platform/id.ts';
import type { Services } from '../../../../services.ts';
import { transaction } from '../../../../transaction.ts';
import { recordAudit } from '../../../audit/index.ts';
import type { RunAction } from '../../action-runner.ts';
import type { WaitState } from '../../flow-step.ts';
import type { FlowStepRow } from '../../run/internal.ts';
import { contextOfApprover, namesApprovers } from '../approver.ts';
import { decideApproval } from '../decide.ts';
import type { Press } from './signed-press.ts';

interface Pressed {
  tenantId: string;
  connectionId: string;
  press: Press;
}

const TIMEOUT_MS = 30_000;

/** Decides as whoever has pressed, where the step asks them; then the message says so in the place of its buttons. */
export async function takePress(
  { services, runAction }: { services: Services; runAction: RunAction },
  { tenantId, connectionId, press }: Pressed,
): Promise<void> {
  const ctx = systemContext(services, tenantId, newId());
  const run = (actionType: string, input: object) =>
    runAction(ctx, {
      connectionId,
      pluginVersionId: null,
      actionType,
      input,
      mode: 'apply',
      runId: newId(),
      timeoutMs: TIMEOUT_MS,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  const seen = { slack_user: press.userId, slack_username: press.username, slack_channel: press.channel };
  const refuse = (reason: string) => auditRefused(ctx, connectionId, { reason, reference: press.reference, ...seen });
  const step = await askedStep(ctx, connectionId, press);
  if (!step) return refuse('this message asks nothing');
  const answer = await run('slack_api_get_user_by_id', { user: press.userId });
  if (answer.outcome === 'failed' && isPassing(answer.error.kind)) throw new Error(answer.error.message);
  const email = 'output' in answer ? (answer.output as { email?: string | null }).email : null;
  const person = email ? await contextOfApprover(ctx, tenantId, { email }) : null;
  if (!person && namesApprovers(step)) return refuse('nobody of the directory has the email address of who pressed');
  const { isApproved } = press;
  const actor = { ...ctx.actor, name: `${press.username} (Slack)` };
  try {
    await decideApproval(person ?? { ...ctx, actor }, step.id, { isApproved, comment: '', channel: 'slack', seen });
  } catch (error) {
    if (error instanceof AppError && error.code !== 'INTERNAL') return refuse(error.message);
    throw error;
  }
  const text = `${(step.input as { text?: string }).text ?? ''}\n${isApproved ? 'Approved' : 'Rejected'} by ${press.username}`;
  // The decision stands, whatever becomes of the message.
  await run('slack_api_close_approval', { channel: press.channel, ts: press.ts, text });
}

/** The step whose message it was, of this connection: what another has sent decides nothing here. */
function askedStep(ctx: Context, connectionId: string, { reference, ts }: Press): Promise<FlowStepRow | null> {
  return transaction(ctx, async ({ tx, tenantId }) => {
    const where = { tenantId_id: { tenantId, id: reference } };
    const step = isUuid(reference) ? await tx.prisma.actionFlowStep.findUnique({ where }) : null;
    const wait = step?.wait as WaitState | null | undefined;
    const isAsked = step?.connectionId === connectionId && wait?.kind === 'approval' && wait.asked?.ts === ts;
    return isAsked ? step : null;
  });
}

function auditRefused(ctx: Context, id: string, detail: object): Promise<void> {
  return transaction(ctx, async (ctx) => {
    const target = { type: 'connection', id };
    recordAudit(ctx, { action: 'connection.press_refused', target, outcome: 'failed', detail });
  });
}

function isPassing(kind: string): boolean {
  return kind === 'unavailable' || kind === 'rate_limited' || kind === 'timeout' || kind === 'crashed';
}
