import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { deactivateUser } from '../../../server/src/modules/user/index.ts';
import { type Answer, startSink, status } from '../../harness/sink.ts';
import { person } from '../directory/setup.ts';
import { groupOf, startTemplate } from './setup.ts';

const template = await startTemplate('export-user-report');
const { owner } = template;
const people = await Promise.all([1, 2, 3, 4].map(() => person(owner)));
await groupOf(owner, 'ops', people.slice(0, 2));
await deactivateUser(owner, people[3]?.id ?? '');

/** Takes every report once, by its key. */
function takesOnce(): Answer {
  const keys = new Set<unknown>();
  return ({ headers }, response) => {
    const key = headers['idempotency-key'];
    response.writeHead(keys.has(key) ? 409 : 202).end();
    keys.add(key);
  };
}

const receiver = await startSink();
afterAll(() => receiver.close());
beforeEach(() => {
  receiver.received.splice(0);
  receiver.answer(takesOnce());
});

const config = { report_url: `${receiver.url}/reports`, users_per_request: '2' };
const bodies = () => receiver.received.map(({ body }) => JSON.parse(body));

describe('the report of users', () => {
  it('goes out in parts, with a summary, and is counted once a day', async () => {
    const planned = await template.plan({ config });
    expect(receiver.received).toEqual([]);
    const first = await template.apply({ config, secrets: { REPORT_TOKEN: 'report-token-value' } });
    expect(first.counts).toEqual({ changed: 4, noop: 0, skipped: 0, failed: 0 });
    expect(planned.effects.map(({ summary }) => summary)).toEqual(first.effects.map(({ summary }) => summary));
    expect(bodies().map(({ part, users }) => [part, users?.length])).toEqual([
      [1, 2],
      [2, 2],
      [3, 1],
      [undefined, undefined],
    ]);
    expect(bodies().at(-1)).toMatchObject({ parts: 3, totals: { users: 5, active: 4, inactive: 1, dormant: 0 } });
    expect(bodies().flatMap(({ users = [] }) => users)).toContainEqual(
      expect.objectContaining({ email: people[0]?.email, isActive: true, groups: ['ops'], lastSignInAt: null }),
    );
    expect(receiver.received[0]?.headers.authorization).toBe('Bearer report-token-value');
    expect((await template.apply({ config })).counts).toEqual({ changed: 0, noop: 4, skipped: 0, failed: 0 });
  });

  it('tries again after an error that passes', async () => {
    let isFirst = true;
    const takes = takesOnce();
    receiver.answer((request, response, socket) => {
      const answer = isFirst ? status(503, { 'retry-after': '0' }) : takes;
      isFirst = false;
      answer(request, response, socket);
    });
    expect((await template.apply({ config })).counts).toMatchObject({ changed: 4, failed: 0 });
  });

  it('fails when a part was refused, after the others have gone', async () => {
    const takes = takesOnce();
    receiver.answer((request, response, socket) => {
      const refused = JSON.parse(request.body).part === 2;
      (refused ? status(413, {}, 'too large') : takes)(request, response, socket);
    });
    const { outcome, text, counts } = await template.apply({ config });
    expect(outcome.ok).toBe(false);
    expect(counts).toMatchObject({ changed: 3, failed: 1 });
    expect(text).toContain('failed part 2 of 2 users (the receiver answered 413: too large)');
  });
});
