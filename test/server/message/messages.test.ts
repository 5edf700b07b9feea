import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { addGroupMember, createGroup } from '../../../server/src/modules/group/index.ts';
import { cancelMessage } from '../../../server/src/modules/message/cancel.ts';
import { deliverMessages, sendMessage } from '../../../server/src/modules/message/index.ts';
import { listMessages } from '../../../server/src/modules/message/list.ts';
import { deactivateUser } from '../../../server/src/modules/user/index.ts';
import { BUILT_IN_JOBS } from '../../../server/src/roles/built-in-jobs.ts';
import { person, refusal, trailOf } from '../directory/setup.ts';
import { startSmtp, type TestSmtp } from '../mail/smtp.ts';
import { ask, runNow, startTaskTest, type TaskTest } from '../task/fixture.ts';

const REFUSED = { 'gone@example.test': 550, 'busy@example.test': 451 };
const TEXT = { subject: 'Your access', text: 'It ends on Friday.' };
const { signal } = new AbortController();

let smtp: TestSmtp;
let test: TaskTest;

beforeAll(async () => {
  smtp = await startSmtp({ disabledCommands: ['STARTTLS', 'AUTH'] }, REFUSED);
  const config = { smtpUrl: `smtp://127.0.0.1:${smtp.port}`, mailFrom: 'Joinery <joinery@example.test>' };
  test = await startTaskTest({ builtIns: BUILT_IN_JOBS, config });
});

afterAll(async () => {
  await test.close();
  await smtp.close();
});

async function deliverByTask(owner: Context) {
  const [task] = await ask<{ id: string; cron_expression: string }>(
    test,
    `SELECT id, cron_expression FROM tasks WHERE tenant_id = $1 AND type = 'user_message_delivery'`,
    [owner.tenantId],
  );
  expect(task?.cron_expression).toBe('*/5 * * * *');
  return runNow(test, owner, task?.id ?? '');
}

const all = async (ctx: Context) =>
  (await listMessages(ctx, { page: { first: 50, after: null } })).rows.map(({ row }) => row);
const mailsTo = (email: string) => smtp.mails.filter(({ to }) => to.includes(email));
const messageIdOf = (data: string | undefined) => /^Message-ID: (.+)$/im.exec(data ?? '')?.[1];

describe('a message', () => {
  it('is queued, delivered by the built-in task, once, and audited', async () => {
    const { owner } = await test.newTenant();
    const user = await person(owner);
    const { result, audit } = await trailOf(owner, () => sendMessage(owner, { to: { userIds: [user.id] }, ...TEXT }));
    expect(result).toMatchObject({ count: 1, messages: [{ status: 'PENDING', attempts: 0, userId: user.id }] });
    expect(audit).toMatchObject([{ action: 'message.created', targetId: result.messages[0]?.id }]);

    const delivered = await trailOf(owner, () => deliverByTask(owner));
    expect(delivered.result).toMatchObject({ status: 'SUCCESS', output: '1 message sent, 0 failed, 0 waiting' });
    expect(delivered.audit.map(({ action }) => action)).toContain('message.sent');
    expect(await all(owner)).toMatchObject([{ status: 'SENT', attempts: 1, reason: null }]);
    expect(await deliverByTask(owner)).toMatchObject({ output: 'no message was due' });
    const withText = async (text: string) => (await listMessages(owner, { page: {}, filter: { text } })).rows.length;
    expect([await withText('ENDS on friday'), await withText('something else')]).toEqual([1, 0]);
    expect(mailsTo(user.email)).toHaveLength(1);
    expect(mailsTo(user.email)[0]?.data).toContain('It ends on Friday.');
  });

  it('goes to the members of a group, to whom a filter finds, or to everyone who is active', async () => {
    const { owner } = await test.newTenant();
    const [member, other, asleep] = [await person(owner), await person(owner), await person(owner)];
    const group = await createGroup(owner, { name: 'ops' });
    for (const { id } of [member, asleep]) await addGroupMember(owner, { groupId: group.id, userId: id });
    await deactivateUser(owner, asleep.id);
    const idsOf = async (to: object) =>
      (await sendMessage(owner, { to, ...TEXT })).messages.map(({ userId }) => userId);
    expect(await idsOf({ groupId: group.id })).toEqual([member.id]);
    expect(await idsOf({ text: other.username })).toEqual([other.id]);
    expect(await idsOf({ everyone: true })).toEqual([owner.actor.id, member.id, other.id]);
    expect(await refusal(() => sendMessage(owner, { to: { userIds: [asleep.id] }, ...TEXT }))).toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('waits for its time, and can be cancelled until then', async () => {
    const { owner } = await test.newTenant();
    const user = await person(owner);
    const sendAt = new Date(Date.now() + 3600_000);
    const { messages } = await sendMessage(owner, { to: { userIds: [user.id] }, ...TEXT, sendAt });
    expect(await deliverMessages(owner, signal)).toMatchObject({ sent: 0, failed: 0, waiting: 0 });
    const id = messages[0]?.id ?? '';
    const { result, audit } = await trailOf(owner, () => cancelMessage(owner, id));
    expect(result).toMatchObject({ status: 'CANCELLED', finishedAt: expect.any(Date) });
    expect(audit).toMatchObject([{ action: 'message.cancelled' }]);
    expect(await refusal(() => cancelMessage(owner, id))).toMatchObject({ code: 'PRECONDITION_FAILED' });
  });

  it.each([
    ['gone@example.test', { status: 'FAILED', attempts: 1, reason: expect.stringContaining('550') }],
    ['busy@example.test', { status: 'PENDING', attempts: 1, reason: expect.stringContaining('come again') }],
  ])('that the mail server refuses for %s says why', async (email, expected) => {
    const { owner } = await test.newTenant();
    const user = await person(owner, { email });
    await sendMessage(owner, { to: { userIds: [user.id] }, ...TEXT });
    await deliverMessages(owner, signal);
    const [message] = await all(owner);
    expect(message).toMatchObject(expected);
    if (message?.status === 'PENDING') expect(message.nextAttemptAt.getTime()).toBeGreaterThan(Date.now() + 200_000);
    expect(await deliverMessages(owner, signal)).toMatchObject({ sent: 0, failed: 0, waiting: 0 });
  });

  it('whose hand-over died with its process is handed over again as the same mail, and what was sent never is', async () => {
    const { owner, tenantId } = await test.newTenant();
    const user = await person(owner);
    await sendMessage(owner, { to: { userIds: [user.id] }, ...TEXT });
    await deliverMessages(owner, signal);
    const asIfNeverRecorded = (claimedUntil: Date) =>
      owner.db.tenant(tenantId, ({ prisma }) =>
        prisma.message.updateMany({ data: { status: 'PENDING', finishedAt: null, claimedUntil } }),
      );
    await asIfNeverRecorded(new Date(Date.now() + 60_000));
    expect(await deliverMessages(owner, signal)).toMatchObject({ sent: 0 });
    await asIfNeverRecorded(new Date(Date.now() - 1000));
    expect(await deliverMessages(owner, signal)).toMatchObject({ sent: 1 });
    const [first, again] = mailsTo(user.email).map(({ data }) => messageIdOf(data));
    expect(first).toBeDefined();
    expect(again).toBe(first);
    expect(await deliverMessages(owner, signal)).toMatchObject({ sent: 0 });
    expect(mailsTo(user.email)).toHaveLength(2);
  });

  it('is handed over by one of two runs at a time', async () => {
    const { owner } = await test.newTenant();
    const users = [];
    for (let count = 0; count < 12; count += 1) users.push(await person(owner));
    await sendMessage(owner, { to: { userIds: users.map(({ id }) => id) }, ...TEXT });
    const [one, two] = await Promise.all([deliverMessages(owner, signal), deliverMessages(owner, signal)]);
    expect(one.sent + two.sent).toBe(12);
    for (const { email } of users) expect(mailsTo(email)).toHaveLength(1);
  });

  it('fails for who was deactivated meanwhile', async () => {
    const { owner } = await test.newTenant();
    const user = await person(owner);
    await sendMessage(owner, { to: { userIds: [user.id] }, ...TEXT });
    await deactivateUser(owner, user.id);
    expect(await deliverMessages(owner, signal)).toMatchObject({ failed: 1 });
    expect(await all(owner)).toMatchObject([
      { status: 'FAILED', attempts: 0, reason: 'the user is not active any more' },
    ]);
  });

  it('stays, and says what it waits for, where no mail server is set', async () => {
    const { owner } = await test.newTenant();
    const user = await person(owner);
    await sendMessage(owner, { to: { userIds: [user.id] }, ...TEXT });
    const mail = { isConfigured: false, send: owner.mail.send };
    const reason = 'this deployment has no mail server yet';
    expect(await deliverMessages({ ...owner, mail }, signal)).toEqual({ sent: 0, failed: 0, waiting: 1, reason });
    expect(await all(owner)).toMatchObject([{ status: 'PENDING', attempts: 0, reason }]);
    expect(await deliverMessages(owner, signal)).toMatchObject({ sent: 1 });
  });

  it('is neither sent nor seen by who may not, nor in another tenant', async () => {
    const { owner, actor } = await test.newTenant();
    const { owner: stranger } = await test.newTenant();
    const user = await person(owner);
    const input = { to: { userIds: [user.id] }, ...TEXT };
    const { messages } = await sendMessage(owner, input);
    const id = messages[0]?.id ?? '';
    const auditor = await actor('AUDITOR');
    expect(await refusal(() => sendMessage(auditor, input))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(() => cancelMessage(auditor, id))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await all(auditor)).toHaveLength(1);
    const member = await actor('MEMBER');
    expect(await refusal(() => all(member))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(() => sendMessage(stranger, input))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusal(() => cancelMessage(stranger, id))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await all(stranger)).toEqual([]);
  });
});
