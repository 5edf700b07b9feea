import { describe, expect, it } from 'vitest';
import { createIntegration } from '../../../server/src/modules/integration/index.ts';
import { createTask } from '../../../server/src/modules/task/index.ts';
import { newId } from '../../../server/src/platform/id.ts';
import { ask } from '../directory/ask.ts';
import { startDirectory } from '../directory/setup.ts';

const directory = await startDirectory();

const OVERVIEW = `{
  pulse { minute events deliveries taskRuns actionFlows }
  attention { kind id title reason count }
  waiting { kind id title waitingFor until }
}`;

/** A tenant with a failed and a waiting delivery, a failed run and one that asks, and an integration that was disabled. */
async function troubled() {
  const tenant = await directory.newTenant();
  const { owner, tenantId } = tenant;
  const actions = [{ log: { message: 'x' } }];
  const { id } = await createIntegration(owner, { name: 'Datadog', eventTypes: ['user.created'], actions });
  const task = await createTask(owner, {
    name: 'Sync',
    scheduleType: 'CRON',
    cronExpression: '0 3 * * *',
    script: "export default async (): Promise<string> => 'done';",
  });
  const until = new Date(Date.now() + 60_000);
  await owner.db.tenant(tenantId, async ({ prisma }) => {
    const common = { tenantId, integrationId: id, actionId: newId(), actionType: 'log', eventType: 'user.created' };
    const delivery = (more: object) => ({ ...common, id: newId(), eventId: newId(), ...more });
    await prisma.delivery.createMany({
      data: [
        delivery({ status: 'FAILED', error: 'HTTP 500' }),
        delivery({ status: 'FAILED', error: 'HTTP 500' }),
        delivery({ status: 'PENDING', error: 'HTTP 503', nextAttemptAt: until }),
        delivery({ status: 'SUCCESS' }),
      ],
    });
    const run = (more: object) => ({ tenantId, id: newId(), taskId: task.id, trigger: 'MANUAL' as const, ...more });
    await prisma.taskRun.createMany({
      data: [
        run({ status: 'ERROR', error: 'it threw', finishedAt: new Date() }),
        run({ status: 'WAITING_CONFIRMATION', waitingReason: 'asks', removals: 7 }),
      ],
    });
    const where = { tenantId_id: { tenantId, id } };
    await prisma.integration.update({
      where,
      data: { enabled: false, disabledAt: new Date(), disabledReason: 'it failed for five days' },
    });
  });
  return { ...tenant, integrationId: id, taskId: task.id };
}

describe('the overview', () => {
  it('names what wants a person, grouped, with what to open', async () => {
    const { owner, integrationId, taskId } = await troubled();
    const { data, codes } = await ask(owner, OVERVIEW);
    expect(codes).toEqual([]);
    expect(data.attention).toHaveLength(4);
    expect(data.attention).toEqual(
      expect.arrayContaining([
        { kind: 'FAILED_DELIVERIES', id: integrationId, title: 'Datadog', reason: null, count: 2 },
        expect.objectContaining({ kind: 'DISABLED_INTEGRATION', id: integrationId, reason: 'it failed for five days' }),
        { kind: 'FAILED_RUNS', id: taskId, title: 'Sync', reason: 'it threw', count: 1 },
        expect.objectContaining({ kind: 'RUN_TO_CONFIRM', title: 'Sync', reason: 'asks', count: 7 }),
      ]),
    );
  });

  it('says what waits, what goes on soonest first', async () => {
    const { owner, tenantId, taskId } = await troubled();
    // It was to go on by now, had the one before it not parked.
    const held = { isHeld: true, waitingReason: 'waits for its turn', nextEligibleAt: new Date(0) };
    await owner.db.tenant(tenantId, ({ prisma }) =>
      prisma.taskRun.create({ data: { tenantId, id: newId(), taskId, trigger: 'MANUAL', ...held } }),
    );
    const { data } = await ask(owner, OVERVIEW);
    expect(data.waiting).toMatchObject([
      { kind: 'DELIVERY', title: 'Datadog: user.created', waitingFor: 'HTTP 503' },
      { kind: 'TASK_RUN', title: 'Sync', waitingFor: 'asks', until: null },
      { kind: 'TASK_RUN', title: 'Sync', waitingFor: expect.stringContaining('has decided'), until: null },
    ]);
  });

  it('counts the last 60 minutes', async () => {
    const { owner } = await troubled();
    const { data } = await ask(owner, OVERVIEW);
    expect(data.pulse).toHaveLength(60);
    const total = (of: string) => data.pulse.reduce((sum: number, minute: never) => sum + minute[of], 0);
    expect({ deliveries: total('deliveries'), taskRuns: total('taskRuns'), actionFlows: total('actionFlows') }).toEqual(
      {
        deliveries: 4,
        taskRuns: 2,
        actionFlows: 0,
      },
    );
  });

  it("shows an auditor the same, a member nothing, and nobody another tenant's", async () => {
    const { actor } = await troubled();
    const { data } = await ask(await actor('AUDITOR'), OVERVIEW);
    expect(data.attention).toHaveLength(4);
    for (const stranger of [await actor('MEMBER'), (await directory.newTenant()).owner]) {
      const { data, codes } = await ask(stranger, OVERVIEW);
      expect(codes).toEqual([]);
      expect(data).toMatchObject({ attention: [], waiting: [] });
    }
    const member = await ask(await actor('MEMBER'), OVERVIEW);
    expect(member.data.pulse[59]).toMatchObject({ events: null, deliveries: null, taskRuns: null, actionFlows: null });
  });
});

describe('the first steps', () => {
  const STEPS = '{ gettingStarted { hasUsers hasGroup hasIntegration hasDelivered hasTask hasConnection hasChain } }';

  it('are those that the tenant has taken', async () => {
    const { owner, actor } = await troubled();
    expect((await ask(owner, STEPS)).data.gettingStarted).toEqual({
      ...{ hasUsers: false, hasGroup: false, hasIntegration: true, hasDelivered: true, hasTask: true },
      ...{ hasConnection: false, hasChain: false },
    });
    expect((await ask(await actor('MEMBER'), STEPS)).codes).toEqual(['FORBIDDEN']);
  });
});

describe('what one may do', () => {
  it('is told with who one is', async () => {
    const { owner, actor } = await directory.newTenant();
    const ME = '{ me { role permissions tenant { id name } } }';
    const { data } = await ask(owner, ME);
    expect(data.me).toMatchObject({ role: 'OWNER', tenant: { id: owner.tenantId } });
    expect(data.me.permissions).toContain('group:write');
    const auditor = await ask(await actor('AUDITOR'), ME);
    expect(auditor.data.me.permissions.every((scope: string) => scope.endsWith(':read'))).toBe(true);
    expect((await ask(await actor('MEMBER'), ME)).data.me).toMatchObject({ role: 'MEMBER', permissions: [] });
    const token = { ...owner, actor: { ...owner.actor, scopes: new Set(['group:read', 'user:read'] as const) } };
    expect((await ask(token, '{ me { permissions } }')).data.me.permissions).toEqual(['group:read', 'user:read']);
  });
});
