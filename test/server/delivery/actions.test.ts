import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send } from '../../../server/src/modules/delivery/engine/send.ts';
import { startDelivery } from '../../../server/src/modules/delivery/index.ts';
import { createGroup } from '../../../server/src/modules/group/index.ts';
import { compileTenant, createIntegration } from '../../../server/src/modules/integration/index.ts';
import { newId } from '../../../server/src/platform/id.ts';
import { createLog } from '../../../server/src/platform/log.ts';
import { eventually } from '../../harness/eventually.ts';
import { ok } from '../../harness/sink.ts';
import {
  attemptsOf,
  type DeliveryTest,
  deliveryOf,
  isOver,
  makeGroup,
  postNewGroups,
  startDeliveryTest,
} from './fixture.ts';

let test: DeliveryTest;

beforeAll(async () => {
  test = await startDeliveryTest();
  test.sink.answer(ok);
});

afterAll(() => test.close());

describe('a log action', () => {
  it('writes its text to the server’s log, at its level, with what it belongs to', async () => {
    const other = await startDeliveryTest();
    await other.stopWorker();
    const lines: string[] = [];
    const log = createLog('info', { write: (line) => lines.push(line) });
    const worker = await startDelivery({ ...other.services, log }, other.databaseUrl);
    const { tenantId, owner } = await other.newTenant();
    const integration = await createIntegration(owner, {
      name: 'note it',
      eventTypes: ['group.created'],
      actions: [{ log: { level: 'WARN', message: 'new group {{.Data.group_name}}' } }],
    });
    await makeGroup(owner, 'ops');
    const delivery = await deliveryOf(other, tenantId, isOver);
    expect(delivery).toMatchObject({ status: 'SUCCESS', attempt_count: 1, response_status: null });
    const written = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'new group ops');
    expect(written).toMatchObject([{ level: 'warn', tenantId, integrationId: integration.id }]);
    const [attempt] = await attemptsOf(other, delivery.id);
    expect(attempt).toMatchObject({ request: { level: 'warn', message: 'new group ops' }, response: null });
    await worker.stop();
    await other.close();
  });
});

describe('a Slack action', () => {
  it('posts its text as JSON, escaped for Slack, and keeps its URL out of the history', async () => {
    const { tenantId, owner } = await test.newTenant();
    const path = '/services/T00000000/B00000000/very-secret-token';
    await createIntegration(owner, {
      name: 'tell',
      eventTypes: ['group.created'],
      actions: [{ slack: { webhookUrl: `${test.sink.url}${path}`, message: 'New: *{{.Data.group_name}}*' } }],
    });
    await makeGroup(owner, 'R&D <core> "x"');
    const delivery = await deliveryOf(test, tenantId, isOver);
    expect(delivery).toMatchObject({ status: 'SUCCESS' });
    const [request] = test.sink.at(path);
    expect(request?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(request?.body ?? '')).toEqual({ text: 'New: *R&amp;D &lt;core&gt; "x"*' });
    expect(JSON.stringify(await attemptsOf(test, delivery.id))).not.toContain('very-secret-token');
  });
});

describe('several actions of one integration', () => {
  it('are deliveries of their own', async () => {
    const { tenantId, owner } = await test.newTenant();
    await createIntegration(owner, {
      name: 'both',
      eventTypes: ['group.created'],
      actions: [
        { http: { method: 'POST', url: `${test.sink.url}/both/one` } },
        { http: { method: 'PUT', url: `${test.sink.url}/both/two` } },
        { log: { message: 'both' } },
      ],
    });
    await makeGroup(owner, 'ops');
    await eventually(async () => {
      const { rows } = await test.services.db.pools.system.query(
        `SELECT action_type, status FROM deliveries WHERE tenant_id = $1 ORDER BY action_type`,
        [tenantId],
      );
      expect(rows).toEqual([
        { action_type: 'http', status: 'SUCCESS' },
        { action_type: 'http', status: 'SUCCESS' },
        { action_type: 'log', status: 'SUCCESS' },
      ]);
    });
    expect(
      test.sink
        .at('/both')
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    ).toEqual(['POST /both/one', 'PUT /both/two']);
  });
});

describe('an action that cannot be rendered for an event', () => {
  it('fails at once with the reason and the place, and sends nothing', async () => {
    const { tenantId, owner } = await test.newTenant();
    const headers = [{ name: 'x-about', value: 'about {{.Data.group_description}}' }];
    await postNewGroups(owner, `${test.sink.url}/unrendered`, { headers, maxRetries: 5 });
    await createGroup(owner, { name: 'ops', description: 'two\nlines' });
    const delivery = await deliveryOf(test, tenantId, isOver);
    expect(delivery).toMatchObject({
      status: 'FAILED',
      attempt_count: 1,
      error: expect.stringMatching(/header x-about, line 1, column \d+: .*line break/),
    });
    expect(test.sink.at('/unrendered')).toEqual([]);
    expect(await attemptsOf(test, delivery.id)).toMatchObject([{ is_success: false, request: null, response: null }]);
  });

  it('is sent all the same for the next event', async () => {
    const { tenantId, owner } = await test.newTenant();
    const headers = [{ name: 'x-about', value: 'about {{.Data.group_description}}' }];
    await postNewGroups(owner, `${test.sink.url}/rendered`, { headers });
    await createGroup(owner, { name: 'first', description: 'two\nlines' });
    await deliveryOf(test, tenantId, isOver);
    await createGroup(owner, { name: 'second', description: 'one line' });
    await eventually(() => expect(test.sink.at('/rendered')).toHaveLength(1));
    expect(test.sink.at('/rendered')[0]?.headers['x-about']).toBe('about one line');
  });

  it('is a result, not a crash, even when something is wrong that nobody foresaw', async () => {
    const { tenantId, owner } = await test.newTenant();
    await postNewGroups(owner, `${test.sink.url}/unforeseen`);
    const [integration] = [...(await compileTenant(owner)).byId.values()];
    const [action] = integration?.actions ?? [];
    if (!integration || !action) throw new Error('there is no action');
    const event = {
      tenantId,
      id: newId(),
      type: 'group.created' as const,
      actorId: null,
      actorEmail: null,
      ipAddress: null,
      firedAt: new Date(),
      data: {},
      previous: null,
      version: 1,
      causationId: null,
      depth: 0,
      traceparent: null,
      tracestate: null,
    };
    const broken = {
      ...action,
      render: () => {
        throw new TypeError('cannot read properties of undefined');
      },
    };
    const result = await send(test.services, {
      deliveryId: newId(),
      event,
      integration,
      action: broken,
      isTest: false,
    });
    expect(result).toMatchObject({ outcome: 'failure', isFinal: true, error: expect.stringContaining('on our side') });
  });
});
