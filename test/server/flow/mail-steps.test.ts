import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { approveFlowStep } from '../../../server/src/modules/flow/decide/approve.ts';
import { listFlowApprovals } from '../../../server/src/modules/flow/decide/list-approvals.ts';
import { retryFlowStep } from '../../../server/src/modules/flow/decide/take-up.ts';
import { cancelActionFlow } from '../../../server/src/modules/flow/run/cancel.ts';
import { deactivateUser } from '../../../server/src/modules/user/index.ts';
import { startApi } from '../../../server/src/roles/api.ts';
import type { TestTenant } from '../../harness/services.ts';
import { person, refusal, trailOf } from '../directory/setup.ts';
import { startSmtp, type TestSmtp } from '../mail/smtp.ts';
import { ask, type FlowTest, finished, makeChain, runSteps, startFlowTest, startSteps } from './fixture.ts';

let smtp: TestSmtp;
let test: FlowTest;
let api: Awaited<ReturnType<typeof startApi>>;
let tenant: TestTenant;
let owner: Context;

beforeAll(async () => {
  smtp = await startSmtp({ hideSTARTTLS: true }, { 'nobody@example.test': 550 });
  test = await startFlowTest({
    config: {
      smtpUrl: `smtp://127.0.0.1:${smtp.port}`,
      mailFrom: 'Joinery <joinery@example.test>',
      portalUrl: 'https://portal.example.test',
    },
  });
  api = await startApi(test.services);
  tenant = await test.newTenant();
  owner = tenant.owner;
});

afterAll(async () => {
  await api.stop();
  await test.close();
  await smtp.close();
});

const MESSAGE = 'A seat for <Ada>?';
const question = (input: object, more: object = {}) => ({
  name: 'ask',
  actionType: 'email_approval',
  input: { message: MESSAGE, ...input },
  ...more,
});

/** The text of a mail as it was written. */
function textOf(data: string): string {
  return data.replace(/=\r\n/g, '').replace(/=3D/g, '=');
}

function mailsTo(email: string) {
  return smtp.mails.filter(({ to }) => to.includes(email)).map(({ data }) => textOf(data));
}

/** Where the last mail to somebody leads, at the server that is there. */
function linkTo(email: string): string {
  const path = /\/approvals\/[\w.-]+/.exec(mailsTo(email).at(-1) ?? '')?.[0];
  if (!path) throw new Error(`there is no link to ${email}`);
  return `${api.url}${path}`;
}

const press = (link: string, form: Record<string, string>) =>
  fetch(link, { method: 'POST', body: new URLSearchParams(form) });

describe('a mail as a step', () => {
  const notify = (input: object) => ({
    name: 'tell',
    actionType: 'email_notification',
    input: { subject: 'Welcome', text: { $text: 'Hello {{subject.email}}' }, ...input },
  });

  it('goes to a user, with what its bindings come to', async () => {
    const ada = await person(owner);
    const flow = await runSteps(test, owner, [notify({ userId: { $from: 'subject.id' } })], { subjectId: ada.id });
    expect(flow).toMatchObject({ status: 'SUCCESS', steps: [{ outcome: 'changed', output: { to: ada.email } }] });
    expect(mailsTo(ada.email)).toEqual([expect.stringContaining(`Hello ${ada.email}`)]);
  });

  it('is not sent by a plan', async () => {
    const before = smtp.mails.length;
    const flow = await runSteps(test, owner, [notify({ to: 'a@example.test', text: 'x' })], { mode: 'PLAN' });
    expect(flow).toMatchObject({ status: 'SUCCESS', steps: [{ outcome: 'planned' }] });
    expect(smtp.mails).toHaveLength(before);
  });

  it('fails for good when the server will not take it', async () => {
    const flow = await runSteps(test, owner, [notify({ to: 'nobody@example.test', text: 'x' })]);
    expect(flow.steps[0]).toMatchObject({ status: 'FAILED', error_kind: 'invalid', attempts: 1 });
  });

  it('is for one', async () => {
    const wrong = await refusal(() => makeChain(owner, [notify({ text: 'x' })]));
    expect(wrong).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('either userId or to') });
  });
});

describe('an approval by mail', () => {
  it('is decided on the page behind the link, in the name of whom the mail went to', async () => {
    const [ada, bob] = [await person(owner), await person(owner)];
    const { audit } = await trailOf(owner, async () => {
      const waiting = await startSteps(test, owner, [question({ userIds: [ada.id, bob.id] })]);
      expect(mailsTo(ada.email).at(-1)).toContain(`In the portal: https://portal.example.test/flows/${waiting.id}`);
      const page = await fetch(linkTo(ada.email));
      const html = await page.text();
      expect(page.status).toBe(200);
      expect(page.headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; form-action/,
      );
      expect(page.headers.get('referrer-policy')).toBe('no-referrer');
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(html).toContain('A seat for &lt;Ada&gt;?');
      expect(html).toContain(`<dd>${ada.email}</dd>`);
      expect(html).not.toContain('<script');
      const answer = await press(linkTo(ada.email), { decision: 'approve', comment: 'gladly' });
      expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('Approved')]);
      expect(await finished(test, waiting.id)).toMatchObject({
        status: 'SUCCESS',
        steps: [{ outcome: 'changed', output: { decision: 'approved', by: ada.email, comment: 'gladly' } }],
      });
    });
    const decided = audit.filter(({ action }) => action === 'action_flow.step_approved');
    expect(decided).toMatchObject([
      { actorId: ada.id, actorEmail: ada.email, detail: { step: 'ask', comment: 'gladly', channel: 'email' } },
    ]);
    expect((await press(linkTo(bob.email), { decision: 'reject' })).status).toBe(410);
    expect((await fetch(linkTo(ada.email))).status).toBe(410);
  });

  it('is not decided by programs that look at every link', async () => {
    const ada = await person(owner);
    const waiting = await startSteps(test, owner, [question({ userIds: [ada.id] })]);
    for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(linkTo(ada.email), { method })).status).toBe(200);
    expect((await press(linkTo(ada.email), {})).status).toBe(400);
    expect(await press(linkTo(ada.email), { decision: 'reject', comment: 'not yet' })).toMatchObject({ status: 200 });
    expect(await finished(test, waiting.id)).toMatchObject({
      status: 'FAILED',
      steps: [{ error_kind: 'rejected', error: `rejected by ${ada.email}: not yet` }],
    });
  });

  it('is decided once when two press at the same time', async () => {
    const ada = await person(owner);
    await startSteps(test, owner, [question({ userIds: [ada.id] })]);
    const link = linkTo(ada.email);
    const answers = await Promise.all(['approve', 'reject', 'approve'].map((decision) => press(link, { decision })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410, 410]);
  });

  it('takes no link that was changed, or is of another step', async () => {
    const [ada, bob] = [await person(owner), await person(owner)];
    await startSteps(test, owner, [question({ userIds: [ada.id] })]);
    await startSteps(test, owner, [question({ userIds: [bob.id] })]);
    const link = linkTo(ada.email);
    const [head = '', claims = '', signature = ''] = link.slice(link.lastIndexOf('/') + 1).split('.');
    const forged = JSON.parse(Buffer.from(claims, 'base64url').toString());
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const tokens = [
      `${head}.${encoded({ ...forged, sub: bob.id })}.${signature}`,
      `${encoded({ alg: 'none', typ: 'approval+jwt' })}.${claims}.`,
      `${head}.${claims}.${linkTo(bob.email).split('.').at(-1)}`,
      'nothing',
    ];
    for (const token of tokens) {
      expect((await press(`${api.url}/approvals/${token}`, { decision: 'approve' })).status).toBe(410);
    }
    expect((await press(link, { decision: 'approve' })).status).toBe(200);
  });

  it('may be given in the portal too, and the link is used up by it', async () => {
    const admin = await tenant.actor('ADMIN');
    const waiting = await startSteps(test, owner, [question({ role: 'ADMIN' })]);
    const asked = (await listFlowApprovals(admin)).filter(({ flowId }) => flowId === waiting.id);
    expect(asked).toMatchObject([{ message: MESSAGE }]);
    await approveFlowStep(admin, asked[0]?.stepId ?? '');
    expect(await finished(test, waiting.id)).toMatchObject({ status: 'SUCCESS' });
    expect((await fetch(linkTo(admin.actor.email ?? ''))).status).toBe(410);
  });

  it('is not for who was deactivated meanwhile', async () => {
    const ada = await person(owner);
    await startSteps(test, owner, [question({ userIds: [ada.id] })]);
    await deactivateUser(owner, ada.id);
    expect((await press(linkTo(ada.email), { decision: 'approve' })).status).toBe(403);
  });

  it('fails when the time is over, and asks anew when it is taken up again', async () => {
    const ada = await person(owner);
    const waiting = await startSteps(test, owner, [question({ userIds: [ada.id], deadlineSeconds: 1 })]);
    const old = linkTo(ada.email);
    const flow = await finished(test, waiting.id);
    expect(flow).toMatchObject({ status: 'FAILED', steps: [{ error_kind: 'deadline' }] });
    expect((await press(old, { decision: 'approve' })).status).toBe(410);
    await retryFlowStep(owner, flow.steps[0]?.id ?? '');
    await finished(test, waiting.id);
    const ids = mailsTo(ada.email).map((mail) => /^Message-ID: (.*)$/im.exec(mail)?.[1]);
    expect(new Set(ids).size).toBe(2);
  });

  it('keeps no key once the flow was cancelled, and asks nobody in a plan', async () => {
    const ada = await person(owner);
    const waiting = await startSteps(test, owner, [question({ userIds: [ada.id] })]);
    const keys = () => ask(test, 'SELECT 1 FROM secrets WHERE owner_id = $1', [waiting.steps[0]?.id]);
    expect(await keys()).toHaveLength(1);
    await cancelActionFlow(owner, waiting.id);
    expect(await keys()).toHaveLength(0);
    const before = smtp.mails.length;
    const plan = await runSteps(test, owner, [question({ userIds: [ada.id] })], { mode: 'PLAN' });
    expect(plan).toMatchObject({ steps: [{ outcome: 'planned' }] });
    expect(smtp.mails).toHaveLength(before);
  });
});
