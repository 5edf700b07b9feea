import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.ts';
import { type Company, type Run, SECRETS, startCompany } from './offboarding-company.ts';

const GONE = { datadog: false, pagerDuty: false, github: false };
const EVERYWHERE = { datadog: true, pagerDuty: true, github: true };

interface AuditRow {
  action: string;
  outcome: string;
  actorKind: string;
  actorEmail: string | null;
  targetName: string | null;
  requestId: string | null;
  eventId: string | null;
  detail: { request?: string; status?: number };
}

describe('somebody leaves', () => {
  let company: Company;
  let taskId: string;
  let integrationId: string;

  const ask = <Data>(query: string, variables?: object) => company.api.ask<Data>(company.owner.token, query, variables);
  const deactivate = (id: string) => ask('mutation ($id: ID!) { deactivateUser(id: $id) { isActive } }', { id });
  const runTask = async (mode: 'APPLY' | 'PLAN') => {
    const { runTask } = await ask<{ runTask: { id: string } }>(
      'mutation ($taskId: ID!, $mode: RunMode) { runTask(id: $taskId, mode: $mode) { id } }',
      { taskId, mode },
    );
    return company.ended(taskId, ({ id }) => id === runTask.id);
  };
  const integrate = async (input: object) => {
    const { createIntegration } = await ask<{ createIntegration: { id: string } }>(
      'mutation ($input: CreateIntegrationInput!) { createIntegration(input: $input) { id } }',
      { input: { enabled: true, ...input } },
    );
    return createIntegration.id;
  };

  beforeAll(async () => {
    company = await startCompany();
    taskId = await company.createTask();
    integrationId = await integrate({
      name: 'Offboarding',
      eventTypes: ['user.deactivated'],
      actions: [{ triggerTask: { taskId } }],
    });
    await integrate({
      name: 'Tell the platform team',
      eventTypes: ['task.run_failed'],
      actions: [{ slack: { webhookUrl: company.slack.webhookUrl, message: '{{.task_name}} failed: {{.output}}' } }],
    });
  });
  afterAll(() => company.stop());

  describe('by one deactivation', () => {
    let run: Run;

    beforeAll(async () => {
      await company.hire('stayer');
      const leaver = await company.hire('leaver');
      expect(company.placesOf('leaver')).toEqual(EVERYWHERE);
      await deactivate(leaver);
      run = await company.ended(taskId);
    });

    it('and is gone from Datadog, PagerDuty and GitHub, while others stay', () => {
      expect(company.placesOf('leaver')).toEqual(GONE);
      expect(company.placesOf('stayer')).toEqual(EVERYWHERE);
    });

    it('and the run says what set it off and what it did', () => {
      expect(run).toMatchObject({
        status: 'SUCCESS',
        mode: 'APPLY',
        triggeredBy: 'integration:Offboarding',
        actorEmail: company.owner.email,
        output:
          'offboarding of leaver@example.com: 3 changed, 0 noop, 0 skipped, 0 failed\nchanged Datadog: disable the user\nchanged PagerDuty: delete the user\nchanged GitHub: end the membership',
      });
      expect(run.effects).toMatchObject([
        { number: 1, kind: 'http.request', outcome: 'CHANGED', isRemoval: true },
        { number: 2, kind: 'http.request', outcome: 'CHANGED', isRemoval: true },
        { number: 3, kind: 'http.request', outcome: 'CHANGED', isRemoval: true },
      ]);
      expect(run.effects.map(({ summary }) => summary)).toEqual([
        expect.stringContaining(`http DELETE ${company.datadog.url}/api/v2/users/`),
        expect.stringContaining(`http DELETE ${company.pagerDuty.url}/users/`),
        `http DELETE ${company.github.url}/orgs/acme/memberships/leaver`,
      ]);
    });

    it('and event and delivery lead to the run', async () => {
      const { event, delivery } = await ask<{ event: object; delivery: object }>(
        `query ($event: ID!, $delivery: ID!) {
          event(id: $event) { type data }
          delivery(id: $delivery) { status integrationId }
        }`,
        { event: run.eventId, delivery: run.deliveryId },
      );
      expect(event).toMatchObject({ type: 'user.deactivated', data: { user_email: 'leaver@example.com' } });
      expect(delivery).toMatchObject({ status: 'SUCCESS', integrationId });
    });

    it('and the audit log ties who did it to what each provider answered', async () => {
      const rows = await auditRows();
      const cause = rows.find(({ action }) => action === 'user.deactivated');
      expect(cause).toMatchObject({
        actorKind: 'user',
        actorEmail: company.owner.email,
        targetName: 'leaver@example.com',
        eventId: run.eventId,
      });
      const requests = rows.filter(({ action, requestId }) => action === 'task.http_request' && requestId === run.id);
      expect(requests).toHaveLength(3);
      for (const row of requests) {
        expect(row).toMatchObject({
          actorKind: 'task',
          targetName: 'offboard-user',
          outcome: 'CHANGED',
          detail: { status: 204, request: expect.stringMatching(/^http DELETE/) },
        });
      }
      await eventually(async () => {
        const { verifyAudit } = await ask<{ verifyAudit: object }>(
          '{ verifyAudit { intact unsealed firstBreak { sequence } } }',
        );
        expect(verifyAudit).toEqual({ intact: true, unsealed: 0, firstBreak: null });
      });
    });

    it('and no key of a provider stands anywhere in the database', async () => {
      const tables = await company.api.admin<{ name: string }>(
        "SELECT format('%I.%I', schemaname, relname) AS name FROM pg_stat_user_tables",
      );
      for (const { name } of tables) {
        const rows = await company.api.admin<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
        const all = rows.map(({ row }) => row).join('\n');
        for (const [secret, value] of Object.entries(SECRETS)) {
          expect({ table: name, secret, isThere: all.includes(value) }).toEqual({
            table: name,
            secret,
            isThere: false,
          });
        }
      }
    });
  });

  it('and a provider that refuses is told to people, and made up for by hand', async () => {
    const oncall = await company.hire('oncall');
    const user = [...company.pagerDuty.users.values()].find(({ email }) => email === 'oncall@example.com');
    if (user) user.openIncidents = 1;
    const before = (await company.runs(taskId)).length;
    await deactivate(oncall);
    const run = await eventually(async () => {
      const runs = await company.runs(taskId);
      expect(runs).toHaveLength(before + 1);
      expect(runs[0]?.status).toBe('ERROR');
      return runs[0];
    });
    expect(company.placesOf('oncall')).toEqual({ ...GONE, pagerDuty: true });
    expect(run?.effects.map(({ outcome }) => outcome)).toEqual(['CHANGED', 'FAILED', 'CHANGED']);
    await eventually(() => {
      expect(company.slack.messages).toMatchObject([
        { text: expect.stringMatching(/^offboard-user failed: .*1 incident\(s\) assigned/s) },
      ]);
    });

    if (user) user.openIncidents = 0;
    await company.setTarget(taskId, 'oncall@example.com');
    const again = await runTask('APPLY');
    expect(again.output).toContain('offboarding of oncall@example.com: 1 changed, 2 noop, 0 skipped, 0 failed');
    expect(company.placesOf('oncall')).toEqual(GONE);
  });

  it('as a plan says before, and no other way', async () => {
    await company.hire('planned');
    await company.setTarget(taskId, 'planned@example.com');
    const plan = await runTask('PLAN');
    expect(plan).toMatchObject({ status: 'SUCCESS', mode: 'PLAN', planHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(plan.effects.map(({ outcome }) => outcome)).toEqual(['PLANNED', 'PLANNED', 'PLANNED']);
    expect(company.placesOf('planned')).toEqual(EVERYWHERE);

    const { applyPlan } = await ask<{ applyPlan: { id: string } }>(
      'mutation ($runId: ID!) { applyPlan(runId: $runId) { id } }',
      { runId: plan.id },
    );
    const applied = await company.ended(taskId, ({ id }) => id === applyPlan.id);
    expect(applied.status).toBe('SUCCESS');
    expect(applied.effects.map(({ summary }) => summary)).toEqual(plan.effects.map(({ summary }) => summary));
    expect(company.placesOf('planned')).toEqual(GONE);
  });

  async function auditRows(): Promise<AuditRow[]> {
    const { auditLog } = await ask<{ auditLog: { nodes: AuditRow[] } }>(`{
      auditLog(first: 100) {
        nodes { action outcome actorKind actorEmail targetName requestId eventId detail }
      }
    }`);
    return auditLog.nodes;
  }
});
