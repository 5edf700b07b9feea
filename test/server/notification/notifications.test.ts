import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { recordEvent } from '../../../server/src/modules/event/index.ts';
import { queueDueNotifications, setNotifications } from '../../../server/src/modules/notification/index.ts';
import { readNotifications } from '../../../server/src/modules/notification/read.ts';
import { deactivateUser } from '../../../server/src/modules/user/index.ts';
import { BUILT_IN_JOBS } from '../../../server/src/roles/built-in-jobs.ts';
import { transaction } from '../../../server/src/transaction.ts';
import { person, refusal, trailOf } from '../directory/setup.ts';
import { startSmtp, type TestSmtp } from '../mail/smtp.ts';
import { ask, makeTask, runNow, scriptOf, startTaskTest, type TaskTest } from '../task/fixture.ts';

let smtp: TestSmtp;
let test: TaskTest;

beforeAll(async () => {
  smtp = await startSmtp({ disabledCommands: ['STARTTLS', 'AUTH'] });
  const config = {
    smtpUrl: `smtp://127.0.0.1:${smtp.port}`,
    mailFrom: 'Joinery <joinery@example.test>',
    portalUrl: 'https://portal.example.test',
  };
  test = await startTaskTest({ builtIns: BUILT_IN_JOBS, config });
});

afterAll(async () => {
  await test.close();
  await smtp.close();
});

const mailsTo = (email: string) => smtp.mails.filter(({ to }) => to.includes(email));

async function deliver(owner: Context) {
  const [task] = await ask<{ id: string }>(
    test,
    `SELECT id FROM tasks WHERE tenant_id = $1 AND type = 'user_message_delivery'`,
    [owner.tenantId],
  );
  return runNow(test, owner, task?.id ?? '');
}

const question = (flowId: string) => ({
  chain_id: randomUUID(),
  chain_name: 'Give\nGitHub',
  flow_id: flowId,
  resource_type: 'action_flow',
  step_name: 'ask',
  reason: 'an approval: May Ada have it?',
  decide_until: '2026-12-01T08:00:00.000Z',
});

const tell = (owner: Context, flowId: string) =>
  transaction(owner, async (ctx) => recordEvent(ctx, 'action_flow.approval_needed', question(flowId)));

describe('who is named for a topic', () => {
  it('gets a mail about a task that has failed, and nobody else does', async () => {
    const { owner } = await test.newTenant();
    const [named, other] = [await person(owner), await person(owner)];
    await setNotifications(owner, { rules: [{ topic: 'TASK_FAILED', userIds: [named.id] }] });
    const task = await makeTask(owner, scriptOf(`throw new Error('the ledger is closed');`), { name: 'ledger' });
    await runNow(test, owner, task.id);
    const { audit } = await trailOf(owner, () => deliver(owner));
    expect(audit.map(({ action }) => action)).toEqual(expect.arrayContaining(['message.created', 'message.sent']));
    await deliver(owner);
    const mails = mailsTo(named.email);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.data).toContain('Subject: The task ledger has failed');
    expect(mails[0]?.data).toContain('the ledger is closed');
    expect(mailsTo(other.email)).toEqual([]);
  });

  it('hears of the same thing once an hour', async () => {
    const { owner } = await test.newTenant();
    const named = await person(owner);
    await setNotifications(owner, { rules: [{ topic: 'APPROVAL_NEEDED', userIds: [named.id] }] });
    const flowId = randomUUID();
    await transaction(owner, async (ctx) => {
      recordEvent(ctx, 'action_flow.approval_needed', question(flowId));
      recordEvent(ctx, 'action_flow.approval_needed', question(flowId));
    });
    expect(await queueDueNotifications(owner)).toBe(1);
  });

  it('hears of each approval, of what happens from then on only', async () => {
    const { owner } = await test.newTenant();
    const named = await person(owner);
    await tell(owner, randomUUID());
    await setNotifications(owner, { rules: [{ topic: 'APPROVAL_NEEDED', userIds: [named.id] }] });
    expect(await queueDueNotifications(owner)).toBe(0);
    await tell(owner, randomUUID());
    await tell(owner, randomUUID());
    expect(await queueDueNotifications(owner)).toBe(2);
    expect(await queueDueNotifications(owner)).toBe(0);
    const messages = await ask<{ subject: string }>(test, 'SELECT subject FROM messages WHERE user_id = $1', [
      named.id,
    ]);
    expect(messages.map(({ subject }) => subject)).toEqual([
      'A flow of Give GitHub waits for an approval',
      'A flow of Give GitHub waits for an approval',
    ]);
  });

  it('hears of a connection that does not work, and that it works again, with a link to it', async () => {
    const { owner } = await test.newTenant();
    const named = await person(owner);
    await setNotifications(owner, { rules: [{ topic: 'CONNECTION_FAILING', userIds: [named.id] }] });
    const about = {
      connection_id: randomUUID(),
      connection_name: 'GitHub of example',
      plugin_name: 'GitHub',
      failing_since: '2026-11-27T08:00:00.000Z',
      resource_type: 'connection',
    };
    await transaction(owner, async (ctx) => {
      recordEvent(ctx, 'connection.failing', { ...about, error: 'Bad credentials' });
      recordEvent(ctx, 'connection.recovered', about);
    });
    expect(await queueDueNotifications(owner)).toBe(2);
    const messages = await ask<{ subject: string; text: string }>(
      test,
      'SELECT subject, text FROM messages WHERE user_id = $1 ORDER BY subject',
      [named.id],
    );
    const link = `In the portal: https://portal.example.test/connections/${about.connection_id}`;
    expect(messages).toMatchObject([
      {
        subject: 'The connection GitHub of example does not work any more',
        text: expect.stringMatching(/GitHub says: Bad credentials/),
      },
      { subject: 'The connection GitHub of example works again', text: expect.stringContaining(link) },
    ]);
    expect(messages[0]?.text).toContain(link);
  });

  it('and is not active any more hears of nothing', async () => {
    const { owner } = await test.newTenant();
    const gone = await person(owner);
    await setNotifications(owner, { rules: [{ topic: 'APPROVAL_NEEDED', userIds: [gone.id] }] });
    await deactivateUser(owner, gone.id);
    await tell(owner, randomUUID());
    expect(await queueDueNotifications(owner)).toBe(0);
  });
});

describe('the rules', () => {
  it('are read as they were set, with every topic, and audited with old and new', async () => {
    const { owner } = await test.newTenant();
    const named = await person(owner);
    const rules = [{ topic: 'FLOW_FAILED', userIds: [named.id, named.id] }];
    const { audit } = await trailOf(owner, () => setNotifications(owner, { rules }));
    expect(audit).toMatchObject([
      { action: 'tenant.updated', detail: { old: { notifications: null }, new: { notifications: { rules: [{}] } } } },
    ]);
    const read = await readNotifications(owner);
    expect(read).toHaveLength(6);
    expect(read.filter(({ userIds }) => userIds.length > 0)).toEqual([{ topic: 'FLOW_FAILED', userIds: [named.id] }]);
  });

  it('refuse who is not there, another tenant’s person, and a topic twice', async () => {
    const [{ owner }, { owner: stranger }] = [await test.newTenant(), await test.newTenant()];
    const theirs = await person(stranger);
    for (const userId of [randomUUID(), 'nobody', theirs.id]) {
      const rules = [{ topic: 'TASK_FAILED', userIds: [userId] }];
      expect(await refusal(async () => setNotifications(owner, { rules }))).toMatchObject({
        code: 'INVALID_INPUT',
        fields: [{ path: 'rules.0.userIds' }],
      });
    }
    const twice = { topic: 'TASK_FAILED', userIds: [] };
    expect(await refusal(async () => setNotifications(owner, { rules: [twice, twice] }))).toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('are changed by nobody who only reads', async () => {
    const tenant = await test.newTenant();
    for (const role of ['AUDITOR', 'MEMBER'] as const) {
      const actor = await tenant.actor(role);
      expect(await refusal(async () => setNotifications(actor, { rules: [] }))).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});
