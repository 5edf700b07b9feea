import { createServer } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signingSecret } from '../../../server/src/modules/integration/secrets/rotate-signing-secret.ts';
import { eventually } from '../../harness/eventually.ts';
import { ok, status } from '../../harness/sink.ts';
import { attemptsOf, type DeliveryTest, deliveriesOf, makeGroup, postNewGroups, startDeliveryTest } from './fixture.ts';

let test: DeliveryTest;

beforeAll(async () => {
  test = await startDeliveryTest();
});

afterAll(() => test.close());

/** Makes one change that one integration listens to, and waits until its delivery looks as asked. */
async function deliverOnce(
  url: string,
  http: object,
  isDone: (delivery: { status: string; attempt_count: number }) => boolean,
) {
  const tenant = await test.newTenant();
  const integration = await postNewGroups(tenant.owner, url, http);
  await makeGroup(tenant.owner, 'ops');
  const delivery = await eventually(async () => {
    const [found] = await deliveriesOf(test, tenant.tenantId);
    if (!found || !isDone(found)) throw new Error(`the delivery is ${JSON.stringify(found)}`);
    return found;
  });
  return { tenant, integration, delivery };
}

const isOver = ({ status }: { status: string }) => status === 'SUCCESS' || status === 'FAILED';
const hasTried = ({ attempt_count, status }: { attempt_count: number; status: string }) =>
  attempt_count > 0 && status !== 'RUNNING';

describe('a receiver that takes it', () => {
  it('gets the event once, signed so that an independent verifier accepts it', async () => {
    test.sink.answer(ok);
    const { tenant, integration, delivery } = await deliverOnce(`${test.sink.url}/signed`, {}, isOver);
    expect(delivery).toMatchObject({ status: 'SUCCESS', attempt_count: 1, response_status: 200 });
    const [request, ...rest] = test.sink.at('/signed');
    expect(rest).toEqual([]);
    const [current] = await signingSecret(tenant.owner, integration.id);
    const verified = new Webhook(current?.secret ?? '').verify(
      request?.body ?? '',
      request?.headers as Record<string, string>,
    );
    expect(verified).toMatchObject({ type: 'group.created', data: { group_name: 'ops' } });
    expect(request?.headers['webhook-id']).toBe(delivery.id);
  });

  it('leaves request and response in the history', async () => {
    test.sink.answer(status(201, { 'x-receiver': 'yes' }, 'thanks'));
    const { delivery } = await deliverOnce(
      `${test.sink.url}/history`,
      { headers: [{ name: 'x-sender', value: '{{.EventType}}' }] },
      isOver,
    );
    const [attempt] = await attemptsOf(test, delivery.id);
    expect(attempt).toMatchObject({
      number: 1,
      is_success: true,
      request: { method: 'POST', headers: { 'x-sender': 'group.created' } },
      response: { status: 201, body: 'thanks', headers: { 'x-receiver': 'yes' } },
    });
  });
});

describe('the history of a long exchange', () => {
  it('keeps 20 kB of what was sent and answered, without half a character', async () => {
    // Fewer characters than 20 kB, and more bytes.
    const long = `.${'é'.repeat(12_000)}`;
    test.sink.answer(status(200, {}, long));
    const { delivery } = await deliverOnce(`${test.sink.url}/long`, { body: long }, isOver);
    const [attempt] = await attemptsOf(test, delivery.id);
    const kept = { body: `.${'é'.repeat(10_239)}`, isCut: true };
    expect(attempt).toMatchObject({ request: kept, response: kept });
    expect(Buffer.byteLength(kept.body)).toBe(20 * 1024 - 1);
  });
});

describe('a receiver that refuses', () => {
  it('with 500 fails when no retry is wanted', async () => {
    test.sink.answer(status(500, {}, 'no'));
    const { delivery } = await deliverOnce(`${test.sink.url}/500`, {}, isOver);
    expect(delivery).toMatchObject({
      status: 'FAILED',
      attempt_count: 1,
      response_status: 500,
      error: 'the receiver answered 500',
    });
  });

  it('with 500 is tried again in about five seconds when a retry is wanted', async () => {
    test.sink.answer(status(500));
    const { delivery } = await deliverOnce(`${test.sink.url}/retry`, { maxRetries: 1 }, hasTried);
    expect(delivery.status).toBe('PENDING');
    const waitMs = (delivery.next_attempt_at?.getTime() ?? 0) - Date.now();
    expect(waitMs).toBeGreaterThan(2_000);
    expect(waitMs).toBeLessThan(5_600);
  });

  it('with 429 is left alone for as long as its Retry-After says', async () => {
    test.sink.answer(status(429, { 'retry-after': '120' }));
    const { delivery } = await deliverOnce(`${test.sink.url}/429`, { maxRetries: 3 }, hasTried);
    const waitMs = (delivery.next_attempt_at?.getTime() ?? 0) - Date.now();
    expect(waitMs).toBeGreaterThan(110_000);
  });

  it('with 410 is not asked again: the integration is disabled and says why', async () => {
    test.sink.answer(status(410));
    const { tenant, delivery } = await deliverOnce(`${test.sink.url}/410`, { maxRetries: 5 }, isOver);
    expect(delivery).toMatchObject({ status: 'FAILED', attempt_count: 1 });
    await eventually(async () => {
      const { rows } = await test.services.db.pools.system.query(
        'SELECT enabled, disabled_reason FROM integrations WHERE tenant_id = $1',
        [tenant.tenantId],
      );
      expect(rows).toEqual([{ enabled: false, disabled_reason: 'the receiver answered 410 Gone' }]);
    });
  });

  it('with 301 is not followed', async () => {
    test.sink.answer(status(301, { location: `${test.sink.url}/elsewhere` }));
    const { delivery } = await deliverOnce(`${test.sink.url}/301`, {}, isOver);
    expect(delivery).toMatchObject({ status: 'FAILED', response_status: 301 });
    expect(test.sink.at('/elsewhere')).toEqual([]);
  });
});

describe('a receiver that misbehaves', () => {
  it('by not answering is given up at the timeout', async () => {
    test.sink.answer(() => undefined);
    const { delivery } = await deliverOnce(`${test.sink.url}/slow`, { timeoutSeconds: 1 }, isOver);
    expect(delivery.status).toBe('FAILED');
    const [attempt] = await attemptsOf(test, delivery.id);
    expect(attempt).toMatchObject({ is_success: false, response: null });
  });

  it('by an answer without end is cut off and still counted by its status', async () => {
    test.sink.answer((_request, response) => {
      const write = () => {
        while (response.writable && response.write('x'.repeat(16_384)));
      };
      response.on('drain', write);
      write();
    });
    const { delivery } = await deliverOnce(`${test.sink.url}/endless`, { timeoutSeconds: 5 }, isOver);
    expect(delivery.status).toBe('SUCCESS');
    const [attempt] = await attemptsOf(test, delivery.id);
    expect(attempt?.response?.isCut).toBe(true);
    expect(attempt?.response?.body.length).toBeLessThanOrEqual(20 * 1024);
  });

  it('by resetting the connection fails with a reason', async () => {
    test.sink.answer((_request, _response, socket) => socket.resetAndDestroy());
    const { delivery } = await deliverOnce(`${test.sink.url}/reset`, {}, isOver);
    expect(delivery.status).toBe('FAILED');
    expect(delivery.error).toMatch(/127\.0\.0\.1/);
  });

  it('by speaking no TLS on a TLS port fails with a reason', async () => {
    const junk = createServer((socket) => socket.end('this is not TLS\r\n', () => socket.destroy()));
    await new Promise<void>((resolve) => junk.listen(0, '127.0.0.1', resolve));
    const { port } = junk.address() as { port: number };
    const { delivery } = await deliverOnce(`https://127.0.0.1:${port}/tls`, { timeoutSeconds: 2 }, isOver);
    expect(delivery.status).toBe('FAILED');
    await new Promise((resolve) => junk.close(resolve));
  });

  it('by characters that a database refuses is kept in the history all the same', async () => {
    test.sink.answer((_request, response) => response.end(Buffer.from([0x61, 0x00, 0x62, 0xed, 0xa0, 0x80])));
    const { delivery } = await deliverOnce(`${test.sink.url}/nul`, {}, isOver);
    expect(delivery.status).toBe('SUCCESS');
    const [attempt] = await attemptsOf(test, delivery.id);
    expect(attempt?.response?.body).toContain('a\uFFFDb');
  });
});
