import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startActionFlow } from '../../server/src/modules/flow/run/start.ts';
import { compensateActionFlow } from '../../server/src/modules/flow/run/undo.ts';
import { addGroupMember, createGroup } from '../../server/src/modules/group/index.ts';
import { deactivateUser, findUserByEmail, readUser } from '../../server/src/modules/user/index.ts';
import type { ServerProcess } from '../harness/server-process.ts';
import { createTestServices, type TestServices, type TestTenant } from '../harness/services.ts';
import { person } from '../server/directory/setup.ts';
import { ask, type FlowState, finished, inStatus, makeChain } from '../server/flow/fixture.ts';
import { startSmtp, type TestSmtp } from '../server/mail/smtp.ts';
import { type Chaos, startChaos } from './cluster.ts';
import { holdTheEndOf } from './held-commit.ts';

/*
 * The worker is killed (SIGKILL) when a step of Joinery's own has done what it does, and before the flow knows. A failure
 * here means that somebody is made twice, or that an undoing does not bring back what was there before.
 */

let chaos: Chaos;
let test: TestServices;
let tenant: TestTenant;
let smtp: TestSmtp;
let worker: ServerProcess;

beforeAll(async () => {
  smtp = await startSmtp({ hideSTARTTLS: true });
  chaos = await startChaos({
    JOINERY_SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
    JOINERY_MAIL_FROM: 'Joinery <joinery@example.test>',
  });
  worker = await chaos.start('worker');
  test = await createTestServices({ url: chaos.databaseUrl, masterKey: chaos.masterKey });
  tenant = await test.newTenant();
}, 120_000);

afterAll(async () => {
  await test?.close();
  await chaos?.close();
  await smtp?.close();
}, 60_000);

const step = (actionType: string, input: object) => ({ name: actionType, actionType, input });

/** Runs a flow of one step, whose worker dies before the step's end is written. */
async function killedBeforeItsEnd(actionType: string, input: object): Promise<FlowState> {
  const { owner } = tenant;
  const chain = await makeChain(owner, [step(actionType, input)]);
  const end = await holdTheEndOf(chaos.databaseUrl, actionType);
  const { id } = await startActionFlow(owner, { chainId: chain.id });
  await end.untilHeld();
  await worker.kill();
  await end.release();
  worker = await chaos.start('worker');
  const flow = await finished(test, id);
  expect(flow).toMatchObject({ status: 'SUCCESS', error: null });
  const attempts = await ask<{ outcome: string }>(
    test,
    'SELECT outcome FROM action_flow_attempts WHERE step_id = $1 ORDER BY number, finished_at',
    [flow.steps[0]?.id],
  );
  expect(attempts.map(({ outcome }) => outcome)).toContain('interrupted');
  return flow;
}

async function undone({ id }: FlowState): Promise<void> {
  await compensateActionFlow(tenant.owner, id);
  await inStatus(test, id, 'COMPENSATED');
}

/** How often the audit log tells of it. */
async function told(action: string, targetId: string): Promise<number> {
  const rows = await ask(test, 'SELECT 1 FROM audit_records WHERE action = $1 AND target_id = $2', [action, targetId]);
  return rows.length;
}

describe('a step of the directory whose worker is killed when it is done', () => {
  it('finds the user that it has made, who is gone when it is undone', async () => {
    const { owner } = tenant;
    const flow = await killedBeforeItsEnd('directory_create_user', { email: 'new@example.test', firstName: 'New' });
    const user = await findUserByEmail(owner, 'new@example.test');
    expect(flow.steps[0]).toMatchObject({ outcome: 'changed', output: { userId: user?.id } });
    expect(await told('user.created', user?.id ?? '')).toBe(1);
    await undone(flow);
    expect(await findUserByEmail(owner, 'new@example.test')).toBeNull();
  }, 120_000);

  it('knows what the user was whom it has changed, and who is so again when it is undone', async () => {
    const { owner } = tenant;
    const { id: userId } = await person(owner, { firstName: 'Ada', attributes: { floor: 1 } });
    const changes = { firstName: 'Ada M.', attributes: { floor: 2 } };
    const flow = await killedBeforeItsEnd('directory_update_user', { userId, changes });
    const previous = { firstName: 'Ada', attributes: { floor: 1 } };
    expect(flow.steps[0]).toMatchObject({ outcome: 'changed', output: { previous } });
    expect(await told('user.updated', userId)).toBe(1);
    await undone(flow);
    expect(await readUser(owner, userId)).toMatchObject(previous);
  }, 120_000);

  it('knows until when the member was one whom it has removed', async () => {
    const { owner } = tenant;
    const [{ id: groupId }, { id: userId }] = [await createGroup(owner, { name: 'guests' }), await person(owner)];
    const expiresAt = new Date(Date.now() + 3_600_000);
    await addGroupMember(owner, { groupId, userId, expiresAt });
    const flow = await killedBeforeItsEnd('directory_remove_group_member', { groupId, userId });
    expect(flow.steps[0]).toMatchObject({ outcome: 'changed', output: { expiresAt: expiresAt.toISOString() } });
    await undone(flow);
    const members = await ask<{ expires_at: Date }>(test, 'SELECT expires_at FROM memberships WHERE user_id = $1', [
      userId,
    ]);
    expect(members).toEqual([{ expires_at: expiresAt }]);
  }, 120_000);

  it('does not take for its own what was so before, and leaves it when it is undone', async () => {
    const { owner } = tenant;
    const { id: userId } = await person(owner);
    await deactivateUser(owner, userId);
    const flow = await killedBeforeItsEnd('directory_deactivate_user', { userId });
    expect(flow.steps[0]).toMatchObject({ outcome: 'noop' });
    expect(await readUser(owner, userId)).toMatchObject({ isActive: false });
  }, 120_000);
});

describe('a mail whose worker is killed when it is sent', () => {
  it('is sent again as the same mail, which is shown once', async () => {
    const input = { to: 'ada@example.test', subject: 'Welcome', text: 'Hello' };
    const flow = await killedBeforeItsEnd('email_notification', input);
    const ids = smtp.mails.map(({ data }) => /^message-id: *(\S+)/im.exec(data)?.[1]);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(flow.steps[0]).toMatchObject({ outcome: 'changed', output: { to: 'ada@example.test', messageId: ids[0] } });
  }, 120_000);
});
