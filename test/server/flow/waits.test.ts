import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { readCallbackUrl } from '../../../server/src/modules/flow/callback/read-url.ts';
import { receiveCallback } from '../../../server/src/modules/flow/callback/receive.ts';
import { approveFlowStep, rejectFlowStep } from '../../../server/src/modules/flow/decide/approve.ts';
import { listFlowApprovals } from '../../../server/src/modules/flow/decide/list-approvals.ts';
import { eventually } from '../../harness/eventually.ts';
import type { TestTenant } from '../../harness/services.ts';
import { refusal, trailOf } from '../directory/setup.ts';
import {
  ask,
  connectDesk,
  type FlowTest,
  finished,
  giving,
  outcomesOf,
  runSteps,
  startFlowTest,
  startSteps,
} from './fixture.ts';

let test: FlowTest;
let tenant: TestTenant;
let owner: Context;
let connectionId: string;
let give: ReturnType<typeof giving>;

beforeAll(async () => {
  test = await startFlowTest();
  tenant = await test.newTenant();
  owner = tenant.owner;
  connectionId = await connectDesk(test, owner);
  give = giving(connectionId);
});

beforeEach(() => test.desk.reset());
afterAll(() => test.close());

/** The clock of a process, so long after the workers'. */
const inSeconds = (seconds: number) => ({ now: () => new Date(Date.now() + seconds * 1000) });

describe('a step that sleeps', () => {
  it('says until when, and goes on by itself', async () => {
    const waiting = await startSteps(test, owner, [
      { name: 'rest', actionType: 'sleep', input: { seconds: 1 } },
      { name: 'end', actionType: 'none' },
    ]);
    expect(waiting.waiting_for).toMatch(/^rest: sleeps until /);
    const flow = await finished(test, waiting.id);
    expect(flow.status).toBe('SUCCESS');
    const late = (flow.finished_at?.getTime() ?? 0) - (waiting.wake_at?.getTime() ?? 0);
    expect(late).toBeLessThan(1000);
  });
});

describe('a step that waits for a condition', () => {
  const until = (more: object = {}) => ({
    name: 'until',
    actionType: 'wait_condition',
    input: {
      connectionId,
      actionType: 'desk_api_read',
      input: { name: 'd' },
      path: 'taken',
      equals: true,
      everySeconds: 1,
      ...more,
    },
  });

  it('looks again until it holds', async () => {
    const waiting = await startSteps(test, owner, [until()]);
    expect(waiting.waiting_for).toMatch(/taken to be true.*at the last look, taken is false/);
    test.desk.seats.add('d');
    expect(await finished(test, waiting.id)).toMatchObject({
      status: 'SUCCESS',
      steps: [{ output: { output: { taken: true } } }],
    });
  });

  it('fails at its deadline', async () => {
    const flow = await runSteps(test, owner, [until({ deadlineSeconds: 1 })]);
    expect(flow).toMatchObject({ status: 'FAILED', steps: [{ error_kind: 'deadline' }] });
  });
});

describe('a step that waits for a callback', () => {
  const wait = { name: 'reply', actionType: 'callback', input: { message: 'the registry' } };
  const call = (token: string, body: object = {}) =>
    receiveCallback(test.services, { token, body: body as never, requestId: 'x' });
  const tokenOf = (url: string | null) => url?.split('/').at(-1) ?? '';

  it('goes on with what was posted to its URL, which works once', async () => {
    const { id, steps } = await startSteps(test, owner, [wait]);
    const token = tokenOf(await readCallbackUrl(owner, steps[0]?.id ?? ''));
    await call(token, { number: 7 });
    expect(await finished(test, id)).toMatchObject({ status: 'SUCCESS', steps: [{ output: { body: { number: 7 } } }] });
    expect(await refusal(() => call(token))).toMatchObject({ code: 'PRECONDITION_FAILED' });
    expect(await readCallbackUrl(owner, steps[0]?.id ?? '')).toBeNull();
    expect(await refusal(() => call(`${token}x`))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('does not say that there is no such URL when it cannot tell', async () => {
    const { id, steps } = await startSteps(test, owner, [wait]);
    const token = tokenOf(await readCallbackUrl(owner, steps[0]?.id ?? ''));
    const operator = new pg.Client(test.database.url);
    await operator.connect();
    await operator.query('BEGIN');
    await operator.query('SELECT FROM action_flows WHERE id = $1 FOR UPDATE', [id]);
    let isRefused = false;
    const refused = refusal(() => call(token)).finally(() => {
      isRefused = true;
    });
    // Workers may wait for the row as well.
    await eventually(async () => {
      await operator.query(
        `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'joinery_app' AND wait_event_type = 'Lock'`,
      );
      expect(isRefused).toBe(true);
    });
    expect(await refused).not.toMatchObject({ code: 'NOT_FOUND' });
    await operator.query('ROLLBACK');
    await operator.end();
    await call(token);
    expect(await finished(test, id)).toMatchObject({ status: 'SUCCESS' });
  });

  it('takes a call that comes before it waits, and its URL is known to earlier steps and kept nowhere', async () => {
    const before = { ...give({ $text: 'x{{steps.reply.callbackUrl}}' }), name: 'tell', actionType: 'desk_api_read' };
    const { id, steps } = await startSteps(test, owner, [
      { name: 'rest', actionType: 'sleep', input: { seconds: 1 } },
      before,
      wait,
    ]);
    await call(tokenOf(await readCallbackUrl(owner, steps[2]?.id ?? '')), { early: true });
    const flow = await finished(test, id);
    expect(flow.steps[2]).toMatchObject({ outcome: 'changed', output: { body: { early: true } } });
    expect(JSON.stringify(flow)).not.toContain('jn_cb_');
  });

  it('is in no request that is kept of the steps that know its URL, in a plan either', async () => {
    const tell = give({ $text: 'x{{steps.reply.callbackUrl}}' });
    const { id } = await startSteps(test, owner, [tell, wait]);
    const planned = await runSteps(test, owner, [tell, wait], { mode: 'PLAN' });
    const kept = await ask<{ of: string; text: string }>(
      test,
      `SELECT 'try' AS of, a.effects::text AS text FROM action_flow_attempts a
       JOIN action_flow_steps s ON s.tenant_id = a.tenant_id AND s.id = a.step_id WHERE s.flow_id::text IN ($1, $2)
       UNION ALL SELECT 'audit', detail::text FROM audit_records WHERE target_id = $1::text`,
      [id, planned.id],
    );
    expect(kept.filter(({ text }) => text.includes('/seats/x')).map(({ of }) => of)).toContain('audit');
    expect(kept.filter(({ text }) => text.includes('jn_cb_'))).toEqual([]);
  });

  it('fails when nobody calls in time', async () => {
    const flow = await runSteps(test, owner, [{ ...wait, input: { expiresInSeconds: 1 } }]);
    expect(flow).toMatchObject({ status: 'FAILED', steps: [{ error_kind: 'deadline' }] });
  });

  it('takes no call after its time, before a worker has seen that it is over either', async () => {
    const { steps } = await startSteps(test, owner, [{ ...wait, input: { expiresInSeconds: 60 } }]);
    const token = tokenOf(await readCallbackUrl(owner, steps[0]?.id ?? ''));
    const late = { ...test.services, clock: inSeconds(61) };
    const called = () => receiveCallback(late, { token, body: {}, requestId: 'x' });
    expect(await refusal(called)).toMatchObject({ code: 'PRECONDITION_FAILED' });
  });

  it('takes texts that PostgreSQL does not', async () => {
    const { id, steps } = await startSteps(test, owner, [wait]);
    await call(tokenOf(await readCallbackUrl(owner, steps[0]?.id ?? '')), { 'a\0': '\ud800' });
    const body = { 'a\ufffd': '\ufffd' };
    expect(await finished(test, id)).toMatchObject({ status: 'SUCCESS', steps: [{ output: { body } }] });
  });
});

describe('a step that asks for an approval', () => {
  const asks = (input: object) => ({ name: 'boss', actionType: 'approval', input: { message: 'a seat?', ...input } });

  it('goes on when one of those whom it names says yes, and nobody else may', async () => {
    const [boss, other] = [await tenant.actor('MEMBER'), await tenant.actor('MEMBER')];
    const { result, events } = await trailOf(owner, () =>
      startSteps(test, owner, [asks({ userIds: [boss.actor.id] }), give('e')]),
    );
    const { id, steps } = result;
    const asked = { flow_id: id, step_name: 'boss', reason: expect.stringContaining('a seat?') };
    expect(events).toMatchObject([{ type: 'action_flow.approval_needed', data: asked }]);
    const stepId = steps[0]?.id ?? '';
    expect(await listFlowApprovals(boss)).toMatchObject([{ stepId, flowId: id, message: 'a seat?' }]);
    expect(await listFlowApprovals(other)).toEqual([]);
    expect(await refusal(() => approveFlowStep(other, stepId))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(() => approveFlowStep(owner, stepId))).toMatchObject({ code: 'FORBIDDEN' });
    const { audit } = await trailOf(owner, () => approveFlowStep(boss, stepId, 'fine'));
    expect(audit).toContainEqual(
      expect.objectContaining({ action: 'action_flow.step_approved', actorEmail: boss.actor.email }),
    );
    expect(await finished(test, id)).toMatchObject({
      status: 'SUCCESS',
      steps: [{ output: { decision: 'approved', by: boss.actor.email, comment: 'fine' } }, { outcome: 'changed' }],
    });
    expect(await refusal(() => approveFlowStep(boss, stepId))).toMatchObject({ code: 'PRECONDITION_FAILED' });
  });

  it('fails when somebody says no, and what comes after it is not done', async () => {
    const { id, steps } = await startSteps(test, owner, [asks({ role: 'ADMIN' }), give('f')]);
    await rejectFlowStep(await tenant.actor('ADMIN'), steps[0]?.id ?? '', 'no room');
    const flow = await finished(test, id);
    expect(flow).toMatchObject({ status: 'FAILED', error: expect.stringContaining('no room') });
    expect(outcomesOf(flow)).toEqual([
      ['boss', 'failed'],
      ['give', 'skipped'],
    ]);
    expect(test.desk.requests).toEqual([]);
  });

  it('is decided by nobody after its deadline, before a worker has seen that it is over either', async () => {
    const boss = await tenant.actor('MEMBER');
    const { id, steps } = await startSteps(test, owner, [asks({ userIds: [boss.actor.id], deadlineSeconds: 60 })]);
    const late = { ...boss, clock: inSeconds(61) };
    expect(await listFlowApprovals(late)).toEqual([]);
    for (const decide of [approveFlowStep, rejectFlowStep])
      expect(await refusal(() => decide(late, steps[0]?.id ?? ''))).toMatchObject({ code: 'PRECONDITION_FAILED' });
    await approveFlowStep(boss, steps[0]?.id ?? '');
    expect(await finished(test, id)).toMatchObject({ status: 'SUCCESS' });
  });

  it('does at its deadline what it says', async () => {
    const late = { role: 'ADMIN', deadlineSeconds: 1 };
    expect(await runSteps(test, owner, [asks(late)])).toMatchObject({ status: 'FAILED' });
    expect(await runSteps(test, owner, [asks({ ...late, onDeadline: 'APPROVE' })])).toMatchObject({
      status: 'SUCCESS',
      steps: [{ output: { decision: 'expired' } }],
    });
  });
});

describe('what an API client sees of a waiting flow', () => {
  it('says what it waits for', async () => {
    const waiting = await startSteps(test, owner, [{ name: 'rest', actionType: 'sleep', input: { seconds: 3600 } }]);
    await eventually(() =>
      expect(waiting.steps[0]).toMatchObject({ status: 'WAITING', waiting_until: waiting.wake_at }),
    );
  });
});
