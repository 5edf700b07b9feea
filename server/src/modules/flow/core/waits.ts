import { sql } from '../../../platform/db/index.ts';
import type { CoreInput } from '../../chain/index.ts';
import { awaitDecision } from '../approval/await-decision.ts';
import { done, failed } from '../step-result.ts';
import { inSeconds, type Perform } from './performer.ts';

export const none: Perform<CoreInput<'none'>> = async () => done('noop', {}, 'no action required');

export const sleep: Perform<CoreInput<'sleep'>> = async ({ step, now }, { seconds }) => {
  const until = step.wait?.kind === 'time' ? new Date(step.wait.until) : inSeconds(now, seconds);
  if (until <= now) return done('noop', {}, `waited ${seconds} s`);
  const waitingFor = `sleeps until ${until.toISOString()}`;
  return { kind: 'wait', waitingFor, until, state: { kind: 'time', until: until.toISOString() } };
};

export const callback: Perform<CoreInput<'callback'>> = async ({ ctx, step, now }, { message, expiresInSeconds }) => {
  const [called] = await ctx.db.tenantOnce<{ body: unknown; at: Date | null }>(
    ctx.tenantId,
    sql`SELECT callback_body AS body, callback_at AS at FROM action_flow_steps
        WHERE tenant_id = ${ctx.tenantId}::uuid AND id = ${step.id}::uuid`,
  );
  if (called?.at) return done('changed', { body: called.body, receivedAt: called.at.toISOString() });
  const deadline = step.wait?.kind === 'callback' ? new Date(step.wait.deadline) : inSeconds(now, expiresInSeconds);
  if (deadline <= now) return failed('deadline', `nobody has called its URL by ${deadline.toISOString()}`);
  const waitingFor = message === '' ? 'a call of its URL' : `a call of its URL: ${message}`;
  return { kind: 'wait', waitingFor, until: deadline, state: { kind: 'callback', deadline: deadline.toISOString() } };
};

export const approval: Perform<CoreInput<'approval'>> = async ({ step, now }, input) =>
  awaitDecision({ step, now }, { ...input, waitingFor: `an approval: ${input.message}` });
