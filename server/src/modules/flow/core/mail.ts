import { AppError } from '../../../errors.ts';
import type { MailFailureKind } from '../../../platform/mail/index.ts';
import { approvalMail } from '../../../platform/mail/index.ts';
import { sqlTransaction } from '../../../transaction.ts';
import type { CoreInput } from '../../chain/index.ts';
import { readUser } from '../../user/index.ts';
import { approversOf } from '../approval/approver.ts';
import { approvalUrl } from '../approval/email/link.ts';
import { approvalSigner } from '../approval/token.ts';
import { done, failed, type StepResult } from '../step-result.ts';
import { inSeconds, type Perform, type StepScope } from './performer.ts';
import { approval } from './waits.ts';

const ERROR_KINDS: Record<MailFailureKind, string> = {
  not_configured: 'precondition',
  denied: 'denied',
  auth: 'auth',
  rejected: 'invalid',
  unavailable: 'unavailable',
};

export const emailNotification: Perform<CoreInput<'email_notification'>> = async ({ ctx, flow, step }, input) => {
  const to = input.userId === undefined ? input.to : (await readUser(ctx, input.userId)).email;
  if (to === undefined) throw new AppError('INVALID_INPUT', 'a mail needs a userId or an address to go to');
  if (flow.mode === 'PLAN') return done('planned');
  const { subject, text } = input;
  const sent = await ctx.mail.send({ to, subject, text, key: keyOf(step) });
  return sent.ok ? done('changed', { to, messageId: sent.messageId }) : failed(ERROR_KINDS[sent.kind], sent.message);
};

/** Asks once: what has begun to wait, waits on, and ends as an approval of any other kind. */
export const emailApproval: Perform<CoreInput<'email_approval'>> = async (scope, input) => {
  const { step, now } = scope;
  if (step.wait?.kind !== 'approval') {
    const failure = await ask(scope, input, inSeconds(now, input.deadlineSeconds));
    if (failure) return failure;
  }
  return approval(scope, input);
};

async function ask(
  { ctx, flow, step }: StepScope,
  input: CoreInput<'email_approval'>,
  expiresAt: Date,
): Promise<StepResult | null> {
  const approvers = await approversOf(ctx, input);
  if (approvers.length === 0) return failed('precondition', 'none of those who may decide is an active user');
  const sign = await sqlTransaction(ctx, (ctx) => approvalSigner(ctx, step.id));
  const results = await Promise.all(
    approvers.map(async ({ id, email }) => {
      const url = approvalUrl(ctx.config, await sign(id, expiresAt));
      const mail = approvalMail({
        to: email,
        subject: input.subject ?? `Your approval is asked: ${flow.chainName}`,
        text: questionOf(flow, input.message, ctx.config.portalUrl),
        url,
        expiresAt,
        key: `${keyOf(step)} ${id}`,
      });
      return { email, sent: await ctx.mail.send(mail) };
    }),
  );
  // Whoever was reached can decide; the others find it in the portal.
  const [unreached] = results.flatMap(({ sent }) => (sent.ok ? [] : [sent]));
  if (results.some(({ sent }) => sent.ok) || !unreached) return null;
  return failed(ERROR_KINDS[unreached.kind], unreached.message);
}

function questionOf(
  { id, chainName, subject, actorEmail }: StepScope['flow'],
  message: string,
  portalUrl: string | undefined,
): string {
  const facts = [
    `Chain: ${chainName}`,
    ...(subject ? [`About: ${subject.email}`] : []),
    ...(actorEmail ? [`Started by: ${actorEmail}`] : []),
    ...(portalUrl ? [`In the portal: ${portalUrl}/flows/${id}`] : []),
  ];
  return `${message}\n\n${facts.join('\n')}`;
}

/** The same for every try until a person takes the step up again: a mail that is sent twice is shown once. */
function keyOf({ id, attemptsBefore }: StepScope['step']): string {
  return `flow step ${id} ${attemptsBefore}`;
}
