import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Account, startApi, type TestApi } from '../harness/api.ts';
import { closeOf, openWebSocket } from '../harness/live-client.ts';

class MovableClock {
  aheadMs = 0;

  now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }
}

const clock = new MovableClock();
let api: TestApi;
let owner: Account;
beforeAll(async () => {
  api = await startApi({ clock });
  owner = await api.signUp();
});
afterAll(() => api.stop());

async function newTicket(account = owner): Promise<string> {
  const { createLiveTicket } = await api.ask<{ createLiveTicket: { ticket: string } }>(
    account.token,
    'mutation { createLiveTicket { ticket expiresAt } }',
  );
  return createLiveTicket.ticket;
}

/** Opens a socket with a ticket: the first message, or the code that it was closed with. */
async function enterWith(ticket: string) {
  const webSocket = await openWebSocket(api.url);
  const message = new Promise<unknown>((resolve) =>
    webSocket.once('message', (data) => resolve(JSON.parse(String(data)).type)),
  );
  webSocket.send(JSON.stringify({ type: 'connection_init', payload: { ticket } }));
  const outcome = await Promise.race([message, closeOf(webSocket).then(({ code }) => code)]);
  return { outcome, webSocket };
}

describe('a live ticket', () => {
  it('opens a socket for the person whose session it is of', async () => {
    const { outcome, webSocket } = await enterWith(await newTicket());
    expect(outcome).toBe('connection_ack');
    const answer = new Promise<unknown>((resolve) =>
      webSocket.once('message', (data) => resolve(JSON.parse(String(data)).payload)),
    );
    webSocket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: '{ me { email } }' } }));
    expect(await answer).toEqual({ data: { me: { email: owner.email } } });
    webSocket.close();
  });

  it('opens one socket and no second', async () => {
    const ticket = await newTicket();
    const first = await enterWith(ticket);
    expect(first.outcome).toBe('connection_ack');
    expect((await enterWith(ticket)).outcome).toBe(4403);
    first.webSocket.close();
  });

  it('opens nothing after a minute', async () => {
    const ticket = await newTicket();
    clock.aheadMs += 61_000;
    expect((await enterWith(ticket)).outcome).toBe(4403);
    clock.aheadMs -= 61_000;
  });

  it('opens nothing once its session has ended, and ends what it has opened', async () => {
    const colleague = await api.signInAs(owner, 'ADMIN');
    const open = await enterWith(await newTicket(colleague));
    const ticket = await newTicket(colleague);
    const closed = closeOf(open.webSocket);
    await api.ask(colleague.token, 'mutation { signOut }');
    expect((await closed).code).toBe(4403);
    expect((await enterWith(ticket)).outcome).toBe(4403);
  });

  it('is no token: it opens nothing over HTTP, and a changed one opens nothing at all', async () => {
    const ticket = await newTicket();
    const { errors } = await api.gql(ticket, '{ me { email } }');
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const other = await newTicket(await api.signUp());
    expect((await enterWith(`${ticket.slice(0, 60)}${other.slice(60)}`)).outcome).toBe(4403);
  });

  it('is not for API tokens', async () => {
    const { createApiToken } = await api.ask<{ createApiToken: { token: string } }>(
      owner.token,
      'mutation { createApiToken(input: {name: "ci", scopes: [GROUP_READ]}) { token } }',
    );
    const { errors } = await api.gql(createApiToken.token, 'mutation { createLiveTicket { ticket } }');
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('liveCursor', () => {
  it('is a place to subscribe from: what happened since comes', async () => {
    const create = 'mutation ($name: String!) { createGroup(input: {name: $name}) { id } }';
    await api.ask(owner.token, create, { name: 'before' });
    const { liveCursor } = await api.ask<{ liveCursor: string }>(owner.token, '{ liveCursor }');
    await api.ask(owner.token, create, { name: 'after' });
    const client = await api.live(owner.token);
    const operation = client.start<{ eventOccurred: { data: { group_name: string } } }>(
      'subscription ($after: String) { eventOccurred(types: ["group.created"], after: $after) { data } }',
      { after: liveCursor },
    );
    const names = async (count: number) =>
      (await operation.count(count)).map(({ data }) => data?.eventOccurred.data.group_name);
    // While any transaction of the cluster is open, the cursor stands before it: what was just before may come, too.
    const [first] = await names(1);
    expect(first === 'after' ? [first] : await names(2)).toContain('after');
    await client.close();
  });
});
