import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Account, startApi, type TestApi } from '../harness/api.ts';
import { openLiveClient, openWebSocket } from '../harness/live-client.ts';
import { createGroup, currentCursor, EVENTS, type EventOccurred } from './stream.ts';

class MovableClock {
  aheadMs = 0;

  now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }
}

const MINUTE_MS = 60_000;
/** Deactivated, revoked, demoted: all of it is promised to be seen within this. */
const SEEN_WITHIN_MS = 5000;
const clock = new MovableClock();

let api: TestApi;
let owner: Account;
beforeAll(async () => {
  api = await startApi({ clock });
  owner = await api.signUp();
});
afterAll(() => api.stop());

describe('a socket', () => {
  it.each([
    ['no token', null],
    ['a token that is none', 'nonsense'],
    ['an API token that there is not', 'jnr_api_nonsense'],
  ])('with %s is closed as forbidden', async (_what, token) => {
    await expect(openLiveClient(api.url, token)).rejects.toThrow('closed: 4403 Forbidden');
  });

  it('is told to come back later while nobody can be known', async () => {
    const colleague = await api.signInAs(owner, 'ADMIN');
    await api.admin('ALTER TABLE sessions RENAME TO sessions_away');
    const opened = api.live(colleague.token).finally(() => api.admin('ALTER TABLE sessions_away RENAME TO sessions'));
    await expect(opened).rejects.toThrow('closed: 1013');
  });

  it('of another protocol is closed', async () => {
    await expect(openWebSocket(api.url, { protocol: 'graphql-ws' })).rejects.toThrow('Server sent no subprotocol');
  });

  it.each(['authorization', 'AUTHORIZATION', 'Authorization'])('takes the token as the parameter %s', async (name) => {
    const webSocket = await openWebSocket(api.url);
    const message = new Promise((resolve) => webSocket.once('message', (data) => resolve(JSON.parse(String(data)))));
    webSocket.send(JSON.stringify({ type: 'connection_init', payload: { [name]: `Bearer ${owner.token}` } }));
    expect(await message).toEqual({ type: 'connection_ack' });
    webSocket.close();
  });

  it('runs queries and mutations, by its actor and with what belongs to a request', async () => {
    const client = await api.live(owner.token);
    expect(await client.ask('{ me { email } }')).toEqual({ data: { me: { email: owner.email } } });
    const { data } = await client.ask<{ createGroup: { id: string } }>(
      'mutation { createGroup(input: {name: "over the socket"}) { id } }',
    );
    const [event] = await api.admin<Record<string, unknown>>(
      `SELECT actor_id, ip_address, request_id FROM events WHERE data->>'group_id' = $1`,
      [data?.createGroup.id],
    );
    expect(event).toMatchObject({ actor_id: owner.userId, ip_address: expect.stringContaining('127.0.0.1') });
    const line = api.log.find((logged) => logged.requestId === event?.request_id);
    expect(line).toMatchObject({
      operation: 'createGroup',
      transport: 'websocket',
      outcome: 'OK',
      tenantId: owner.tenantId,
    });
    await client.close();
  });

  it('of somebody without the scope gets FORBIDDEN for the subscription, and goes on', async () => {
    const member = await api.signInAs(owner, 'MEMBER');
    const client = await api.live(member.token);
    for (const query of [EVENTS, 'subscription { deliveryUpdated { id } }']) {
      const [error] = await client.start(query).refused();
      expect(error?.extensions).toEqual({ code: 'FORBIDDEN' });
      expect(error?.message).toMatch(/event:read|delivery:read/);
    }
    expect((await client.ask<{ me: { id: string } }>('{ me { id } }')).data?.me.id).toBe(member.userId);
    await client.close();
  });

  it('of an auditor may listen', async () => {
    const auditor = await api.signInAs(owner, 'AUDITOR');
    const after = await currentCursor(api, owner);
    const client = await api.live(auditor.token);
    const operation = client.start<EventOccurred>(EVENTS, { after });
    await createGroup(api, owner);
    await operation.count(1);
    await client.close();
  });
});

describe('a socket closes within five seconds, and shows nothing more, when its actor', () => {
  const UPDATE_ROLE = 'mutation ($id: ID!) { updateUser(id: $id, input: {role: MEMBER}) { id } }';
  const DEACTIVATE = 'mutation ($id: ID!) { deactivateUser(id: $id) { id } }';
  const CREATE_TOKEN =
    'mutation { createApiToken(input: {name: "live", scopes: [EVENT_READ]}) { token apiToken { id } } }';

  /** Listens, does what should end it, and lets events happen until the socket has closed. */
  async function closesAfter(token: string, change: () => Promise<unknown>, { comesBack = false } = {}): Promise<void> {
    const after = await currentCursor(api, owner);
    const client = await api.live(token);
    const operation = client.start<EventOccurred>(EVENTS, { after });
    await createGroup(api, owner);
    await operation.count(1);
    await change();
    const changedAt = performance.now();
    let isClosed = false;
    const closed = client.closed.then((close) => {
      isClosed = true;
      return { ...close, afterMs: performance.now() - changedAt };
    });
    while (!isClosed && performance.now() - changedAt < 2 * SEEN_WITHIN_MS) await createGroup(api, owner);
    const { code, afterMs } = await closed;
    expect(code).toBe(4403);
    expect(afterMs).toBeLessThan(SEEN_WITHIN_MS);
    const seen = operation.results.length;
    await createGroup(api, owner);
    expect(operation.results).toHaveLength(seen);
    if (comesBack) {
      const again = await api.live(token);
      expect((await again.start(EVENTS).refused())[0]?.extensions.code).toBe('FORBIDDEN');
      await again.close();
    } else {
      await expect(api.live(token)).rejects.toThrow('4403');
    }
  }

  it('loses the scope', async () => {
    const colleague = await api.signInAs(owner, 'ADMIN');
    await closesAfter(colleague.token, () => api.ask(owner.token, UPDATE_ROLE, { id: colleague.userId }), {
      comesBack: true,
    });
  });

  it('is deactivated', async () => {
    const colleague = await api.signInAs(owner, 'ADMIN');
    await closesAfter(colleague.token, () => api.ask(owner.token, DEACTIVATE, { id: colleague.userId }));
  });

  it('signs out', async () => {
    const colleague = await api.signInAs(owner, 'ADMIN');
    await closesAfter(colleague.token, () => api.ask(colleague.token, 'mutation { signOut }'));
  });

  it('is an API token that is revoked', async () => {
    const { createApiToken } = await api.ask<{ createApiToken: { token: string; apiToken: { id: string } } }>(
      owner.token,
      CREATE_TOKEN,
    );
    const { token, apiToken } = createApiToken;
    await closesAfter(token, () =>
      api.ask(owner.token, 'mutation ($id: ID!) { revokeApiToken(id: $id) { id } }', apiToken),
    );
  });

  it('holds a token that ends', async () => {
    const colleague = await api.signInAs(owner, 'ADMIN');
    const client = await api.live(colleague.token);
    expect((await client.ask('{ me { id } }')).errors).toBeUndefined();
    clock.aheadMs = 16 * MINUTE_MS;
    expect((await client.closed).code).toBe(4403);
    clock.aheadMs = 0;
  });
});
