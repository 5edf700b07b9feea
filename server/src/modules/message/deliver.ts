import type { Context } from '../../context.ts';
import type { MailResult } from '../../platform/mail/index.ts';
import { sqlTransaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { claimDue, type DueMessage, explainWaiting, type Verdict, writeVerdict } from './delivery.sql.ts';

const AT_ONCE = 10;
/** Longer than a mail server may take, so that nobody else takes a message up while it is handed over. */
const CLAIM_MS = 5 * 60_000;
const FIRST_PAUSE_MS = 5 * 60_000;
const LONGEST_PAUSE_MS = 6 * 3600_000;
const MOST_ATTEMPTS = 10;

export interface Delivered {
  sent: number;
  failed: number;
  /** Tried and put off, or without a mail server that could be tried. */
  waiting: number;
  /** Why what waits does. */
  reason: string | null;
}

/**
 * Delivers the tenant's messages that are due.
 *
 * 1. A message is claimed in a commit of its own before it is handed over: two runs never hand over the same one.
 * 2. What was recorded as sent is not sent again. Of one whose hand-over died with its process nobody knows: it is handed
 *    over again under the same Message-ID, by which the receiver can tell.
 * 3. Without a mail server nothing is given up: each message says what it waits for.
 */
export async function deliverMessages(ctx: Context, signal: AbortSignal): Promise<Delivered> {
  const total: Delivered = { sent: 0, failed: 0, waiting: 0, reason: null };
  if (!ctx.mail.isConfigured) {
    total.reason = 'this deployment has no mail server yet';
    const reason = total.reason;
    total.waiting = await sqlTransaction(ctx, ({ tx }) => explainWaiting(tx, ctx.clock.now(), reason));
    return total;
  }
  while (!signal.aborted) {
    const now = ctx.clock.now();
    const until = new Date(now.getTime() + CLAIM_MS);
    const due = await sqlTransaction(ctx, ({ tx }) => claimDue(tx, { now, until, most: AT_ONCE }));
    if (due.length === 0) break;
    const verdicts = await Promise.all(due.map((message) => deliverOne(ctx, message, signal)));
    for (const { status, reason } of verdicts) {
      if (status === 'SENT') total.sent += 1;
      else if (status === 'FAILED') total.failed += 1;
      else Object.assign(total, { waiting: total.waiting + 1, reason });
    }
  }
  return total;
}

async function deliverOne(ctx: Context, message: DueMessage, signal: AbortSignal): Promise<Verdict> {
  const { id, email, subject, text } = message;
  const attempts = message.attempts + (message.isActive ? 1 : 0);
  const verdict = message.isActive
    ? judge(
        ctx,
        attempts,
        await ctx.mail.send({ to: email, subject, text, key: `message ${ctx.tenantId} ${id}` }, { signal }),
      )
    : ({ status: 'FAILED', reason: 'the user is not active any more' } as const);
  await sqlTransaction(ctx, async (ctx) => {
    const isWritten = (await writeVerdict(ctx.tx, { id, attempts }, verdict, ctx.clock.now())) > 0;
    if (!isWritten || verdict.status === 'PENDING') return;
    recordAudit(ctx, {
      action: verdict.status === 'SENT' ? 'message.sent' : 'message.failed',
      target: { type: 'message', id, name: subject },
      outcome: verdict.status === 'SENT' ? 'changed' : 'failed',
      detail: { to: email, attempts, ...(verdict.reason === null ? {} : { reason: verdict.reason }) },
    });
  });
  return verdict;
}

/** Only what the server says of this mail is final: a wrong password is the operator's, and will be put right. */
function judge({ clock }: Context, attempts: number, result: MailResult): Verdict {
  if (result.ok) return { status: 'SENT', reason: null };
  if (result.kind === 'rejected') return { status: 'FAILED', reason: result.message };
  if (result.kind === 'unavailable' && attempts >= MOST_ATTEMPTS) {
    return { status: 'FAILED', reason: `given up after ${attempts} attempts: ${result.message}` };
  }
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
  return { status: 'PENDING', reason: result.message, nextAttemptAt: new Date(clock.now().getTime() + pauseMs) };
}
