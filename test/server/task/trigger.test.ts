import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDelivery } from '../../../server/src/modules/delivery/index.ts';
import { retryDelivery } from '../../../server/src/modules/delivery/retry.ts';
import { sendTestEvent } from '../../../server/src/modules/delivery/send-test-event.ts';
import { createGroup } from '../../../server/src/modules/group/index.ts';
import { createIntegration } from '../../../server/src/modules/integration/index.ts';
import { runTask } from '../../../server/src/modules/task/run/run-task.ts';
import { deactivateUser } from '../../../server/src/modules/user/deactivate.ts';
import { eventually } from '../../harness/eventually.ts';
import { person, refusal } from '../directory/setup.ts';
import {
  ask,
  effectsOf,
  finished,
  makeTask,
  type RunState,
  runsOf,
  scriptOf,
  startTaskTest,
  type TaskTest,
} from './fixture.ts';

let test: TaskTest;
let delivery: { stop(): Promise<void> };

beforeAll(async () => {
  test = await startTaskTest();
  delivery = await startDelivery(test.services, test.database.url);
});

afterAll(async () => {
  await delivery.stop();
  await test.close();
});

function onlyRunOf(taskId: string): Promise<RunState> {
  return eventually(async () => {
    const [run] = await runsOf(test, taskId);
    if (!run) throw new Error('there is no run yet');
    return finished(test, run.id);
  });
}

describe('an integration that sets a task off', () => {
  it('makes a run that knows its event, acts on it, and is named in the delivery', async () => {
    const { owner, tenantId } = await test.newTenant();
    const leaver = await person(owner, { email: 'leaver@example.com' });
    const task = await makeTask(
      owner,
      scriptOf(`
        const user = await idp.getUserByEmail(config.get('trigger_user_email'));
        if (!user || !trigger) throw new Error('nobody');
        await idp.createUser('archive-' + user.email, 'A', 'B', '');
        return trigger.eventType + ' ' + trigger.data['user_email'];`),
    );
    await createIntegration(owner, {
      name: 'offboarding',
      eventTypes: ['user.deactivated'],
      actions: [{ triggerTask: { taskId: task.id } }],
    });
    await deactivateUser(owner, leaver.id);
    const run = await onlyRunOf(task.id);
    expect(run).toMatchObject({
      status: 'SUCCESS',
      error: null,
      trigger: 'INTEGRATION',
      output: 'user.deactivated leaver@example.com',
    });
    expect(run).toMatchObject({ integration_name: 'offboarding', actor_id: owner.actor.id });
    expect(await effectsOf(test, run.id)).toMatchObject([{ kind: 'user.create', outcome: 'changed' }]);

    const [sent] = await ask<{ status: string; response: object }>(
      test,
      `SELECT d.status, a.response FROM deliveries d JOIN attempts a ON a.tenant_id = d.tenant_id AND a.delivery_id = d.id
       WHERE d.tenant_id = $1`,
      [tenantId],
    );
    expect(sent).toEqual({ status: 'SUCCESS', response: { runId: run.id } });
    const events = await owner.db.tenant(tenantId, ({ prisma }) =>
      prisma.event.findMany({ where: { type: { in: ['user.deactivated', 'user.created'] } }, orderBy: { id: 'asc' } }),
    );
    const cause = events.find(({ type }) => type === 'user.deactivated');
    expect(events.at(-1)).toMatchObject({ type: 'user.created', causationId: cause?.id, depth: 1 });
  });

  it('makes one run for a delivery, however often that is sent', async () => {
    const { owner, tenantId } = await test.newTenant();
    const task = await makeTask(owner, scriptOf(`return 'ran';`), { overlapPolicy: 'REPLACE' });
    await createIntegration(owner, {
      name: 'again',
      eventTypes: ['group.created'],
      actions: [{ triggerTask: { taskId: task.id } }],
    });
    await createGroup(owner, { name: 'ops' });
    const run = await onlyRunOf(task.id);
    const [{ id: deliveryId } = { id: '' }] = await ask<{ id: string }>(
      test,
      'SELECT id FROM deliveries WHERE tenant_id = $1',
      [tenantId],
    );
    await retryDelivery(owner, deliveryId);
    await eventually(async () => {
      const attempts = await ask(test, 'SELECT 1 FROM attempts WHERE delivery_id = $1', [deliveryId]);
      expect(attempts).toHaveLength(2);
    });
    expect(await runsOf(test, task.id)).toMatchObject([{ id: run.id, status: 'SUCCESS' }]);
  });

  it('makes a plan of an example event, and changes nothing', async () => {
    const { owner } = await test.newTenant();
    const task = await makeTask(owner, scriptOf(`await idp.createGroup('example'); return 'planned';`));
    const { id } = await createIntegration(owner, {
      name: 'example',
      eventTypes: ['group.created'],
      actions: [{ triggerTask: { taskId: task.id } }],
    });
    await sendTestEvent(owner, id, null);
    const run = await onlyRunOf(task.id);
    expect(run).toMatchObject({ status: 'SUCCESS', mode: 'PLAN', trigger: 'INTEGRATION' });
    expect(await effectsOf(test, run.id)).toMatchObject([{ kind: 'group.create', outcome: 'planned' }]);
  });

  it('to a failure event makes a run whose own failure begets no further event', async () => {
    const { owner, tenantId } = await test.newTenant();
    const failing = await makeTask(owner, scriptOf(`throw new Error('first');`));
    const handler = await makeTask(owner, scriptOf(`throw new Error('second');`));
    await createIntegration(owner, {
      name: 'on failure',
      eventTypes: ['task.run_failed'],
      actions: [{ triggerTask: { taskId: handler.id } }],
    });
    await runTask(owner, failing.id);
    expect(await onlyRunOf(handler.id)).toMatchObject({ status: 'ERROR' });
    const events = await owner.db.tenant(tenantId, ({ prisma }) =>
      prisma.event.findMany({ where: { type: 'task.run_failed' } }),
    );
    expect(events).toHaveLength(1);
  });

  it('is refused when there is no such task in its tenant', async () => {
    const { owner } = await test.newTenant();
    const stranger = await test.newTenant();
    const theirs = await makeTask(stranger.owner, scriptOf(`return '';`));
    const input = { name: 'n', eventTypes: ['group.created'], actions: [{ triggerTask: { taskId: theirs.id } }] };
    expect(await refusal(() => createIntegration(owner, input))).toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ path: 'actions.0.triggerTask.taskId' }],
    });
  });
});
