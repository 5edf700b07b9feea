import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { startSink, status } from '../../harness/sink.ts';
import { startTemplate } from './setup.ts';

const template = await startTemplate('access-request-logger');
const collector = await startSink();
afterAll(() => collector.close());
beforeEach(() => {
  collector.received.splice(0);
  collector.answer(status(204));
});

const trigger = {
  eventType: 'access_request.approved',
  data: {
    request_id: '0198c0de-7a11-7c3e-9b52-3f1d5a6e0050',
    user_email: 'ada@example.com',
    resource_name: 'GitHub team: backend',
    reason: 'On call',
    approver_email: 'grace@example.com',
  },
};
const line = {
  event: 'access_request.approved',
  requester: 'ada@example.com',
  resource: 'GitHub team: backend',
  reason: 'On call',
  decided_by: 'grace@example.com',
};

describe('a step of an access request', () => {
  it('stands in the log as a line of JSON', async () => {
    const { logs, text } = await template.apply({ trigger });
    expect(JSON.parse(logs.at(-1) ?? '')).toMatchObject(line);
    expect(text).toBe('noop access_request.approved: ada@example.com and GitHub team: backend');
  });

  it('goes to a collector that is named, in a plan to none', async () => {
    const config = { log_url: `${collector.url}/lines` };
    await template.plan({ config, trigger });
    expect(collector.received).toEqual([]);
    await template.apply({ config, secrets: { LOG_TOKEN: 'log-token-value' }, trigger });
    expect(collector.received).toMatchObject([
      {
        headers: {
          authorization: 'Bearer log-token-value',
          'idempotency-key': expect.stringMatching(/^[0-9a-f-]{36}$/),
        },
      },
    ]);
    expect(JSON.parse(collector.received[0]?.body ?? '')).toMatchObject(line);
  });

  it('may be known to the collector already, and fails the run when it refuses', async () => {
    const config = { log_url: `${collector.url}/lines` };
    collector.answer(status(409));
    expect((await template.apply({ config, trigger })).outcome.ok).toBe(true);
    collector.answer(status(400));
    expect((await template.apply({ config, trigger })).text).toContain('the collector answered 400');
    expect(collector.received).toHaveLength(2);
  });

  it('is tried again where the collector wants us to wait', async () => {
    const config = { log_url: `${collector.url}/lines` };
    const answers = [status(429, { 'retry-after': '1' }), status(503, { 'retry-after': '0' }), status(204)];
    collector.answer((request, response, socket) => answers.shift()?.(request, response, socket));
    expect((await template.apply({ config, trigger })).outcome.ok).toBe(true);
    expect(new Set(collector.received.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    expect(collector.received).toHaveLength(3);
  });

  it('is what sets it off', async () => {
    expect((await template.apply({ trigger: { eventType: 'user.created' } })).text).toContain('access_request events');
  });
});
