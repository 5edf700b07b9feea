import { type Context, systemContext } from '../../../../context.ts';
import { AppError } from '../../../../errors.ts';
import { isUuid, newId } from '../../../../platform/id.ts';
import { transaction } from '../../../../transaction.ts';
import { recordAudit } from '../../../audit/index.ts';
import type { FlowStepRow } from '../../run/internal.ts';
import { contextOfApprover, namesApprovers } from '../approver.ts';
import { closingId, openQuestion } from '../close-question.ts';
import { decideApproval } from '../decide.ts';
import { writeErrand } from '../errand/errand.sql.ts';
import type { ClaimedErrand, ErrandParts, Press, Tried } from '../errand/errand.ts';
import { askSlack, isPassing } from './ask-slack.ts';

/** Slack takes an answer to a press for half an hour. */
const MOST_ATTEMPTS = 8;

const OVER: Tried = { isOver: true };

/** Decides as whoever has pressed, where the step asks them. Whoever may not is told so, and nobody else sees it. */
export async function takePress(parts: ErrandParts, claimed: ClaimedErrand, press: Press): Promise<Tried> {
  const ctx = systemContext(parts.services, claimed.tenantId, newId());
  const refuse = async (reason: string) => {
    await tellPresser(parts, ctx, claimed, press, reason);
    await writeRefusal(ctx, claimed, { reason, reference: press.reference, ...seenOf(press) });
    return OVER;
  };
  const { step, ending } = await readAsked(ctx, claimed.connectionId, press);
  if (!step) return refuse(ending === null ? 'this message asks nothing' : `this is over: ${ending}`);
  const answer = await askSlack(parts, ctx, claimed, 'slack_api_get_user_by_id', { user: press.userId });
  if (answer.outcome === 'failed' && isPassing(answer.error.kind)) {
    const { message: error } = answer.error;
    return claimed.attempts < MOST_ATTEMPTS ? { isOver: false, error } : refuse(`who pressed is not known: ${error}`);
  }
  const email = 'output' in answer ? (answer.output as { email?: string | null }).email : null;
  const person = email ? await contextOfApprover(ctx, ctx.tenantId, { email }) : null;
  if (!person && namesApprovers(step)) return refuse('nobody of the directory has the email address of who pressed');
  const actor = { ...ctx.actor, name: `${press.username} (Slack)` };
  try {
    await decide(person ?? { ...ctx, actor }, claimed, step.id, press);
    return OVER;
  } catch (error) {
    if (error instanceof AppError && error.code !== 'INTERNAL') return refuse(error.message);
    throw error;
  }
}

/** The decision and the end of the errand are one commit: a press that was taken twice decides once, and refuses nobody. */
function decide(ctx: Context, claimed: ClaimedErrand, stepId: string, press: Press): Promise<void> {
  return transaction(ctx, async (ctx) => {
    if (!(await writeErrand(ctx, claimed))) return;
    const seen = seenOf(press);
    await decideApproval(ctx, stepId, { isApproved: press.isApproved, comment: '', channel: 'slack', seen });
  });
}

interface AskedStep {
  /** The step whose message it was, of this connection: what another has sent decides nothing here. */
  step: FlowStepRow | null;
  /** What has become of what the message asked. */
  ending: string | null;
}

function readAsked(ctx: Context, connectionId: string, { reference, channel, ts }: Press): Promise<AskedStep> {
  return transaction(ctx, async ({ tx, tenantId }) => {
    if (!isUuid(reference)) return { step: null, ending: null };
    const closing = { tenantId_id: { tenantId, id: closingId(reference, ts) } };
    const closed = await tx.prisma.approvalErrand.findUnique({ where: closing });
    const said = closed?.data as { channel: string; ending: string } | undefined;
    if (said && closed?.connectionId === connectionId && said.channel === channel)
      return { step: null, ending: said.ending };
    const where = { tenantId_id: { tenantId, id: reference } };
    const step = await tx.prisma.actionFlowStep.findUnique({ where });
    const question = step && openQuestion(step);
    const isAsked = question?.connectionId === connectionId && question.ts === ts;
    return { step: isAsked ? step : null, ending: null };
  });
}

/** The refusal stands, whether or not it could be told. */
async function tellPresser(
  parts: ErrandParts,
  ctx: Context,
  claimed: ClaimedErrand,
  { responseUrl }: Press,
  reason: string,
): Promise<void> {
  if (responseUrl === null) return;
  const text = `Your press counts for nothing: ${reason}.`;
  await askSlack(parts, ctx, claimed, 'slack_api_answer_press', { responseUrl, text });
}

function writeRefusal(ctx: Context, claimed: ClaimedErrand, detail: object): Promise<void> {
  return transaction(ctx, async (ctx) => {
    if (!(await writeErrand(ctx, claimed))) return;
    const target = { type: 'connection', id: claimed.connectionId };
    recordAudit(ctx, { action: 'connection.press_refused', target, outcome: 'failed', detail });
  });
}

function seenOf({ userId, username, channel }: Press) {
  return { slack_user: userId, slack_username: username, slack_channel: channel };
}
