import type { Context, PublicContext } from '../../../../context.ts';
import { AppError } from '../../../../errors.ts';
import { contextOfApprover } from '../approver.ts';
import { type AskedApproval, readAskedApproval } from '../asked.ts';
import { decideApproval } from '../decide.ts';
import { readApprovalToken } from '../token.ts';

/** `over`: the link was used, or somebody has decided, or it never was one. `refused`: its holder may not decide now. */
export type NotAsked = { kind: 'over' | 'expired' | 'refused' };
export type Question = { kind: 'asked'; asked: AskedApproval; approverEmail: string } | NotAsked;
export type Answered = { kind: 'approved' | 'rejected' } | NotAsked;

/** What the holder of a link is asked. Changes nothing: programs that check mails follow every link in them. */
export async function readQuestion(ctx: PublicContext, token: string): Promise<Question> {
  const opened = await openLink(ctx, token);
  if ('kind' in opened) return opened;
  const asked = await readAskedApproval(opened.ctx, opened.stepId);
  return asked ? { kind: 'asked', asked, approverEmail: opened.ctx.actor.email ?? '' } : { kind: 'over' };
}

/** Decides as whom the link was sent to, once. */
export async function answerByLink(
  ctx: PublicContext,
  token: string,
  { isApproved, comment }: { isApproved: boolean; comment: string },
): Promise<Answered> {
  const opened = await openLink(ctx, token);
  if ('kind' in opened) return opened;
  try {
    await decideApproval(opened.ctx, opened.stepId, { isApproved, comment, channel: 'email' });
    return { kind: isApproved ? 'approved' : 'rejected' };
  } catch (error) {
    if (error instanceof AppError && error.code === 'PRECONDITION_FAILED') return { kind: 'over' };
    if (error instanceof AppError && error.code === 'FORBIDDEN') return { kind: 'refused' };
    throw error;
  }
}

async function openLink(ctx: PublicContext, text: string): Promise<{ ctx: Context; stepId: string } | NotAsked> {
  const read = await readApprovalToken(ctx, text);
  if (!read.ok) return { kind: read.reason === 'expired' ? 'expired' : 'over' };
  const { tenantId, stepId, approverId } = read.token;
  // One that names nobody is for those who show in another way who they are.
  if (approverId === null) return { kind: 'over' };
  const approver = await contextOfApprover(ctx, tenantId, { userId: approverId });
  return approver ? { ctx: approver, stepId } : { kind: 'refused' };
}
