import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { rejectFlowStep } from '../../../server/src/modules/flow/decide/approve.ts';
import { skipFlowStep } from '../../../server/src/modules/flow/decide/take-up.ts';
import { cancelActionFlow } from '../../../server/src/modules/flow/run/cancel.ts';
import { sweep } from '../../../server/src/modules/retention/sweep.ts';
import { eventually } from '../../harness/eventually.ts';
import { person } from '../directory/setup.ts';
import { ask, type FlowState, type FlowTest, finished, flowState, startFlowTest, startSteps } from './fixture.ts';
import { type SlackDesk, signed, startSlackDesk } from './slack.ts';

let test: FlowTest;
let slack: SlackDesk;
let owner: Context;
let connectionId: string;

beforeAll(async () => {
  test = await startFlowTest({ config: { portalUrl: 'https://portal.example.test' } });
  slack = await startSlackDesk(test);
  owner = (await test.newTenant()).owner;
  connectionId = await slack.connect(owner);
});

afterAll(async () => {
  await slack.close();
  await test.close();
});

/** A flow that asks in the channel C2, then does nothing more. */
function askAtSlack(more: object = {}, onFailure = 'STOP'): Promise<FlowState> {
  return startSteps(test, owner, [
    {
      name: 'ask',
      connectionId,
      actionType: 'slack_approval',
      input: { to: 'C2', text: 'May Ada join?', ...more },
      onFailure,
    },
    { name: 'after', actionType: 'none', input: {} },
  ]);
}

function send(request: { body: string; headers: object }, to = { owner, connectionId }) {
  return slack.send(request, to.owner.tenantId, to.connectionId);
}

const audited = (action: string) =>
  ask<{ actor_email: string | null; detail: Record<string, unknown> }>(
    test,
    'SELECT actor_email, detail FROM audit_records WHERE action = $1 AND tenant_id = $2 ORDER BY at DESC, id DESC',
    [action, owner.tenantId],
  );

/** Waits until the newest refusal says this. */
const refusedFor = (reason: string) =>
  eventually(async () => {
    const [newest] = await audited('connection.press_refused');
    expect(newest?.detail).toMatchObject({ reason: expect.stringContaining(reason) });
  });

describe('an approval at Slack', () => {
  it('goes on when who is asked presses, and says so in the message', async () => {
    const approver = await person(owner, { email: 'u1@example.com' });
    const flow = await askAtSlack({ userIds: [approver.id] });
    expect(JSON.stringify(slack.twin.messages.at(-1))).toContain(`https://portal.example.test/flows/${flow.id}`);
    expect(await send(signed(slack.pressOf('approve')))).toBe(200);
    const done = await finished(test, flow.id);
    expect(done.status).toBe('SUCCESS');
    expect(done.steps[0]?.output).toMatchObject({ decision: 'approved', by: 'u1@example.com', channel: 'C2' });
    const [approved] = await audited('action_flow.step_approved');
    expect(approved).toMatchObject({
      actor_email: 'u1@example.com',
      detail: { channel: 'slack', slack_user: 'U1', slack_channel: 'C2' },
    });
    await slack.closedBy('Approved by u1@example.com');
    await eventually(async () => {
      const [closed] = await audited('action_flow.question_closed');
      expect(closed?.detail).toMatchObject({ step: 'ask', channel: 'C2', requests: [{ method: 'POST', status: 200 }] });
    });
  });

  it('fails when it is rejected', async () => {
    const flow = await askAtSlack();
    expect(await send(signed(slack.pressOf('reject', { user: 'U9' })))).toBe(200);
    const done = await finished(test, flow.id);
    expect(done).toMatchObject({ status: 'FAILED', steps: [{ error: 'rejected by u9 (Slack)' }, {}] });
  });

  it('is nobody’s to give but theirs whom it asks', async () => {
    const approver = await person(owner, { email: 'u2@example.com' });
    await person(owner, { email: 'u3@example.com' });
    const flow = await askAtSlack({ userIds: [approver.id] });
    await send(signed(slack.pressOf('approve', { user: 'U3' })));
    await refusedFor('only the people that this step asks');
    await slack.told('U3', 'only the people that this step asks may decide');
    await send(signed(slack.pressOf('approve', { user: 'U4' })));
    await refusedFor('nobody of the directory');
    await slack.told('U4', 'nobody of the directory has the email address of who pressed');
    expect((await flowState(test, flow.id)).status).toBe('WAITING');
    await send(signed(slack.pressOf('approve', { user: 'U2' })));
    expect((await finished(test, flow.id)).status).toBe('SUCCESS');
  });
});

describe('the message of an approval', () => {
  it('says what was decided elsewhere', async () => {
    const approver = await person(owner, { role: 'ADMIN' });
    const flow = await askAtSlack({ role: 'ADMIN' });
    const actor = { kind: 'user', id: approver.id, email: approver.email, role: 'ADMIN', scopes: new Set() } as const;
    await rejectFlowStep({ ...owner, actor } as Context, flow.steps[0]?.id ?? '', 'not this year');
    await slack.closedBy(`Rejected by ${approver.email}: not this year`);
    expect(await finished(test, flow.id)).toMatchObject({ status: 'FAILED' });
  });

  it('says that nobody has decided in time, and who presses then is told so', async () => {
    const flow = await askAtSlack({ deadlineSeconds: 1 });
    expect(await finished(test, flow.id)).toMatchObject({ status: 'FAILED' });
    await slack.closedBy('It is over: nobody has decided by');
    await send(signed(slack.pressOf('approve', { answerTo: 'after-the-deadline' })));
    await slack.told('after-the-deadline', 'nobody has decided by');
  });

  it('says that the flow was cancelled, or its step skipped', async () => {
    const cancelled = await askAtSlack();
    await cancelActionFlow(owner, cancelled.id);
    await slack.closedBy('It is over: cancelled by');
    const skipped = await askAtSlack();
    await skipFlowStep(owner, skipped.steps[0]?.id ?? '', 'she has asked me');
    await slack.closedBy('It is over: skipped, she has asked me');
  });

  it('is tried again while Slack is down, whatever becomes of the flow meanwhile', async () => {
    const flow = await askAtSlack();
    slack.twin.refuse({ path: /chat\.update/, status: 500 });
    await cancelActionFlow(owner, flow.id);
    await eventually(async () => {
      const [errand] = await ask<{ error: string | null }>(
        test,
        "SELECT error FROM approval_errands WHERE kind = 'close' AND finished_at IS NULL AND error IS NOT NULL",
      );
      expect(errand?.error).toContain('500');
    });
    slack.twin.recover();
    await slack.closedBy('It is over: cancelled by');
  });

  it('is kept in mind as long as flows are that have ended', async () => {
    const [old, fresh] = [await askAtSlack(), await askAtSlack()];
    for (const { id } of [old, fresh]) await cancelActionFlow(owner, id);
    const age = `UPDATE approval_errands SET finished_at = finished_at - $2::interval
      WHERE finished_at IS NOT NULL AND data ->> 'flowId' = $1 RETURNING id`;
    await eventually(async () => expect(await ask(test, age, [old.id, '1000 days'])).toHaveLength(1));
    await eventually(async () => expect(await ask(test, age, [fresh.id, '1 day'])).toHaveLength(1));
    expect(await sweep(test.services)).toMatchObject({ approvalErrands: 1 });
    expect(await ask(test, age, [fresh.id, '0 days'])).toHaveLength(1);
  });
});

describe('a press', () => {
  it('that is forged, late, or comes twice is refused, and audited', async () => {
    const flow = await askAtSlack();
    expect(await send(signed(slack.pressOf('approve'), { secret: 'another secret' }))).toBe(401);
    await refusedFor('wrong_signature');
    expect(await send({ body: slack.pressOf('approve'), headers: {} })).toBe(401);
    await refusedFor('unsigned');
    expect(await send(signed(slack.pressOf('approve'), { secondsAgo: 301 }))).toBe(401);
    await refusedFor('expired');
    expect((await flowState(test, flow.id)).status).toBe('WAITING');
    const press = signed(slack.pressOf('approve'));
    expect([await send(press), await send(press)]).toEqual([200, 401]);
    await refusedFor('replayed');
    expect((await finished(test, flow.id)).status).toBe('SUCCESS');
  });

  it('decides nothing that another connection, or another tenant, has asked', async () => {
    const flow = await askAtSlack();
    const [step] = flow.steps;
    const mine = { owner, connectionId };
    const other = (await test.newTenant()).owner;
    const theirs = { owner: other, connectionId: await slack.connect(other) };
    expect(await send(signed(slack.pressOf('approve')), theirs)).toBe(200);
    await eventually(async () => {
      const rows = await ask(
        test,
        "SELECT id FROM audit_records WHERE tenant_id = $1 AND action = 'connection.press_refused'",
        [other.tenantId],
      );
      expect(rows).toHaveLength(1);
    });
    await send(signed(slack.pressOf('approve', { value: step?.id ?? '', ts: '1764151200.999999' })), mine);
    await refusedFor('asks nothing');
    expect((await flowState(test, flow.id)).status).toBe('WAITING');
    expect(await send(signed(slack.pressOf('approve')), { owner: other, connectionId })).toBe(404);
  });

  it('after the decision changes nothing', async () => {
    const flow = await askAtSlack();
    await send(signed(slack.pressOf('approve')));
    await finished(test, flow.id);
    await send(signed(slack.pressOf('reject', { answerTo: 'late' })));
    await refusedFor('this is over: Approved by');
    await slack.told('late', 'this is over: Approved by');
    expect((await flowState(test, flow.id)).status).toBe('SUCCESS');
  });
});
