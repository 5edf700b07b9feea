import { systemContext } from '../../../../context.ts';
import { newId } from '../../../../platform/id.ts';
import { sqlTransaction } from '../../../../transaction.ts';
import { recordAudit } from '../../../audit/index.ts';
import { writeErrand } from '../errand/errand.sql.ts';
import type { ClaimedErrand, Close, ErrandParts, Tried } from '../errand/errand.ts';
import { askSlack, isPassing } from './ask-slack.ts';

/** What Slack takes of a section. */
const LONGEST_TEXT = 3000;
const MOST_ATTEMPTS = 10;

/** Puts what has become of a question in the place of its buttons, and audits that it did, or why it could not. */
export async function closeMessage(parts: ErrandParts, claimed: ClaimedErrand, close: Close): Promise<Tried> {
  const { channel, ts, question, ending } = close;
  const ctx = systemContext(parts.services, claimed.tenantId, newId());
  const text = `${question.slice(0, LONGEST_TEXT - ending.length - 1)}\n${ending}`;
  const answer = await askSlack(parts, ctx, claimed, 'slack_api_close_approval', { channel, ts, text });
  const error = answer.outcome === 'failed' ? answer.error : null;
  if (error && isPassing(error.kind) && claimed.attempts < MOST_ATTEMPTS)
    return { isOver: false, error: error.message };
  await sqlTransaction(ctx, async (ctx) => {
    if (!(await writeErrand(ctx, claimed, { error: error?.message ?? null }))) return;
    recordAudit(ctx, {
      action: 'action_flow.question_closed',
      target: { type: 'action_flow', id: close.flowId, name: close.chainName },
      outcome: error ? 'failed' : 'changed',
      detail: {
        ...{ step: close.step, connection_id: claimed.connectionId, channel, ts, ending, attempts: claimed.attempts },
        ...{ requests: answer.effects, ...(error ? { error } : {}) },
      },
    });
  });
  return { isOver: true };
}
