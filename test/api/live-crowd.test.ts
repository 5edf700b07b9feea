import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Account, startApi, type TestApi } from '../harness/api.ts';
import { eventually } from '../harness/eventually.ts';
import type { LiveClient } from '../harness/live-client.ts';
import {
  createGroup,
  currentCursor,
  EVENTS,
  type EventOccurred,
  INSERT_EVENTS,
  idsOf,
  rowsOf,
  TELL,
} from './stream.ts';

let api: TestApi;
let owner: Account;
beforeAll(async () => {
  api = await startApi();
  owner = await api.signUp();
});
afterAll(() => api.stop());

const commitEvents = async (count: number, pad = 10): Promise<string[]> => {
  const rows = await api.admin<{ id: string }>(INSERT_EVENTS, [owner.tenantId, count, pad]);
  await api.admin(TELL, [owner.tenantId]);
  return rows.map(({ id }) => id).sort();
};

const liveSockets = async (): Promise<number> => {
  const text = await (await fetch(`${api.url}/metrics`)).text();
  return Number(/^joinery_live_sockets (\d+)$/m.exec(text)?.[1]);
};

describe('two hundred sockets', () => {
  it('each get every event, once and in order', async () => {
    const after = await currentCursor(api, owner);
    const clients: LiveClient[] = await Promise.all(Array.from({ length: 200 }, () => api.live(owner.token)));
    const operations = clients.map((client) => client.start<EventOccurred>(EVENTS, { after }));
    const first = await commitEvents(1);
    await Promise.all(operations.map((operation) => operation.count(1)));
    const ids = [...first, ...(await commitEvents(50))];
    await Promise.all(operations.map((operation) => operation.count(ids.length)));
    for (const operation of operations) expect(idsOf(operation)).toEqual(ids);
    await Promise.all(clients.map((client) => client.close()));
  });

  it('that come back at once with the same cursor read it together', async () => {
    const after = await currentCursor(api, owner);
    const ids = await commitEvents(450);
    const clients: LiveClient[] = await Promise.all(Array.from({ length: 200 }, () => api.live(owner.token)));
    const operations = clients.map((client) => client.start<EventOccurred>(EVENTS, { after }));
    await Promise.all(operations.map((operation) => operation.count(ids.length)));
    for (const operation of operations) expect(idsOf(operation)).toEqual(ids);
    await Promise.all(clients.map((client) => client.close()));
  });
});

describe('one socket', () => {
  it('carries many subscriptions, each with its own limits and place', async () => {
    const after = await currentCursor(api, owner);
    const client = await api.live(owner.token);
    const operations = Array.from({ length: 50 }, (_, index) => {
      const types = index % 2 === 0 ? ['group.created'] : ['group.updated'];
      const query = `subscription ($types: [String!], $after: String) { a${index}: eventOccurred(types: $types, after: $after) { id } }`;
      return client.start<Record<string, { id: string }>>(query, { types, after });
    });
    const ids = await commitEvents(3);
    for (const [index, operation] of operations.entries()) {
      if (index % 2 === 1) continue;
      await operation.count(3);
      expect(operation.results.map(({ data }) => data?.[`a${index}`]?.id)).toEqual(ids);
    }
    expect(operations.filter((operation) => operation.results.length > 0)).toHaveLength(25);
    await client.close();
  });

  it('gets nothing more of a subscription that it has completed, and may use its id again', async () => {
    const after = await currentCursor(api, owner);
    const client = await api.live(owner.token);
    const [ended, staying] = [
      client.start<EventOccurred>(EVENTS, { after }),
      client.start<EventOccurred>(EVENTS, { after }),
    ];
    await commitEvents(1);
    await Promise.all([ended.count(1), staying.count(1)]);
    ended.complete();
    const again = client.start<EventOccurred>(EVENTS, { after, types: ['group.created'] }, ended.id);
    await again.count(1);
    await commitEvents(2);
    await Promise.all([staying.count(3), again.count(3)]);
    expect(ended.results).toHaveLength(1);
    await client.close();
  });

  it('is understood by the usual client, which goes on by itself after the server has gone', async () => {
    const after = await currentCursor(api, owner);
    const client = createClient({
      url: `${api.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { Authorization: `Bearer ${owner.token}` },
    });
    const iterator = client.iterate<{ eventOccurred: { data: { group_name: string } } }>({
      query: EVENTS,
      variables: { after },
    });
    const name = await createGroup(api, owner);
    const { value } = await iterator.next();
    expect(value?.data?.eventOccurred.data.group_name).toBe(name);
    await iterator.return?.();
    await client.dispose();
  });
});

describe('a client that does not read', () => {
  it('is cut off, and gets all that it missed when it comes back with its cursor, as fast as it reads', async () => {
    const after = await currentCursor(api, owner);
    const client = await api.live(owner.token);
    const operation = client.start<EventOccurred>(EVENTS, { after });
    await commitEvents(1);
    await operation.count(1);
    const quick = await api.live(owner.token);
    const undisturbed = quick.start<EventOccurred>(EVENTS, { after });

    client.webSocket.pause();
    const open = await liveSockets();
    let large = 0;
    while ((await liveSockets()) === open) {
      await commitEvents(10, 100_000);
      large += 10;
      await undisturbed.count(1 + large);
    }
    client.webSocket.resume();
    const { code } = await client.closed;
    expect([1013, 1006]).toContain(code);
    const seen = rowsOf(operation);
    expect(seen.length).toBeLessThan(1 + large);

    const back = await api.live(owner.token);
    const rest = back.start<EventOccurred>(EVENTS, { after: seen.at(-1)?.cursor });
    await rest.count(1 + large - seen.length);
    expect([...seen.map(({ id }) => id), ...idsOf(rest)]).toEqual(idsOf(undisturbed));
    await Promise.all([back.close(), quick.close()]);
  });

  it('takes what it missed at its own pace: a long way back does not cut it off', async () => {
    const after = await currentCursor(api, owner);
    const ids = await commitEvents(400, 100_000);
    const client = await api.live(owner.token);
    const operation = client.start<EventOccurred>(EVENTS, { after });
    for (const wanted of [50, 150, 400]) {
      client.webSocket.pause();
      await createGroup(api, owner);
      client.webSocket.resume();
      await operation.count(wanted);
    }
    expect(idsOf(operation).slice(0, 400)).toEqual(ids);
    expect(client.webSocket.readyState).toBe(WebSocket.OPEN);
    await client.close();
  });
});

describe('the number of open sockets', () => {
  it('is a metric, and goes back to what it was', async () => {
    const before = await liveSockets();
    const clients = await Promise.all([api.live(owner.token), api.live(owner.token)]);
    expect(await liveSockets()).toBe(before + 2);
    clients[0]?.webSocket.terminate();
    await clients[1]?.close();
    await eventually(async () => expect(await liveSockets()).toBe(before));
  });
});
