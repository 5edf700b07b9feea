import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NIL_ID } from '../../server/src/graphql/live/position.ts';
import { type Account, startApi, type TestApi } from '../harness/api.ts';
import { eventually } from '../harness/eventually.ts';
import type { LiveOperation } from '../harness/live-client.ts';
import { type Sink, startSink } from '../harness/sink.ts';
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
let sink: Sink;
beforeAll(async () => {
  sink = await startSink();
  api = await startApi();
  owner = await api.signUp();
});
afterAll(async () => {
  await api.stop();
  await sink.close();
});

const GROUP = 'mutation ($input: CreateGroupInput!) { createGroup(input: $input) { id } }';

describe('eventOccurred', () => {
  it('shows what happens, with old values, who did it, and the place to go on from', async () => {
    const after = await currentCursor(api, owner);
    const client = await api.live(owner.token);
    const operation = client.start<{ eventOccurred: Record<string, unknown> }>(
      'subscription ($after: String) { eventOccurred(after: $after) { id type actorId actorEmail data previous firedAt cursor isTest } }',
      { after },
    );
    const { createGroup: group } = await api.ask<{ createGroup: { id: string } }>(owner.token, GROUP, {
      input: { name: 'before' },
    });
    await api.ask(owner.token, 'mutation ($id: ID!) { updateGroup(id: $id, input: {name: "after"}) { id } }', group);
    const [created, updated] = await operation.count(2);
    expect(created?.data?.eventOccurred).toMatchObject({
      type: 'group.created',
      actorId: owner.userId,
      actorEmail: owner.email,
      data: { group_id: group.id, group_name: 'before' },
      previous: null,
      isTest: false,
      cursor: expect.any(String),
    });
    expect(updated?.data?.eventOccurred).toMatchObject({
      type: 'group.updated',
      data: { group_name: 'after' },
      previous: { group_name: 'before' },
    });
    await client.close();
  });

  it('can be limited to types, and refuses one that there is not', async () => {
    const after = await currentCursor(api, owner);
    const client = await api.live(owner.token);
    const deleted = client.start<EventOccurred>(EVENTS, { after, types: ['group.deleted', 'group.updated'] });
    const all = client.start<EventOccurred>(EVENTS, { after });
    const { createGroup: group } = await api.ask<{ createGroup: { id: string } }>(owner.token, GROUP, {
      input: { name: 'short-lived' },
    });
    await api.ask(owner.token, 'mutation ($id: ID!) { deleteGroup(id: $id) { id } }', group);
    await all.count(2);
    expect(rowsOf(all).map(({ type }) => type)).toEqual(['group.created', 'group.deleted']);
    expect((await deleted.count(1)).length).toBe(1);
    expect(rowsOf(deleted)[0]).toMatchObject({ type: 'group.deleted' });
    const [error] = await client.start(EVENTS, { types: ['group.invented'] }).refused();
    expect(error?.extensions).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'types' }] });
    await client.close();
  });

  it('answers what is linked to an event as a query would', async () => {
    const after = await currentCursor(api, owner);
    const name = await createGroup(api, owner);
    const client = await api.live(owner.token);
    const operation = client.start<{ happened: { deliveries: unknown[]; data: { group_name: string } } }>(
      'subscription Named($from: String!) { happened: eventOccurred(after: $from) { ...row } } fragment row on Event { data deliveries { id } }',
      { from: after },
    );
    const [first] = await operation.count(1);
    expect(first?.data?.happened).toEqual({ data: expect.objectContaining({ group_name: name }), deliveries: [] });
    await client.close();
  });

  it.each([
    ['no cursor', 'nonsense'],
    ['nothing', ''],
    ['a cursor of a list', Buffer.from('["2026-11-21","x"]').toString('base64url')],
    ['a place that no database has', Buffer.from(`99999999999999999999:${crypto.randomUUID()}`).toString('base64url')],
    ['a place that has not been yet', Buffer.from(`9999999999:${crypto.randomUUID()}`).toString('base64url')],
  ])('refuses %s as the place to go on from', async (_what, after) => {
    const client = await api.live(owner.token);
    const [error] = await client.start(EVENTS, { after }).refused();
    expect(error?.extensions).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'after' }] });
    await client.close();
  });

  it("shows nothing of another tenant, not even to who knows the other's cursor", async () => {
    const stranger = await api.signUp();
    const [mine, theirs] = [await currentCursor(api, owner), await currentCursor(api, stranger)];
    const client = await api.live(stranger.token);
    const operations = [mine, theirs].map((after) => client.start<EventOccurred>(EVENTS, { after }));
    for (let index = 0; index < 5; index += 1) await createGroup(api, owner);
    const name = await createGroup(api, stranger);
    for (const operation of operations) {
      await eventually(() => expect(rowsOf(operation).at(-1)?.data.group_name).toBe(name));
    }
    const seen = operations.flatMap(idsOf);
    const foreign = await api.admin('SELECT FROM events WHERE id = ANY($1::uuid[]) AND tenant_id <> $2', [
      seen,
      stranger.tenantId,
    ]);
    expect(foreign).toHaveLength(0);
    await client.close();
  });
});

describe('deliveryUpdated', () => {
  const INTEGRATION = 'mutation ($input: CreateIntegrationInput!) { createIntegration(input: $input) { id } }';
  const createIntegration = async (name: string, path: string) => {
    const actions = [{ http: { method: 'POST', url: `${sink.url}${path}` } }];
    const { createIntegration: created } = await api.ask<{ createIntegration: { id: string } }>(
      owner.token,
      INTEGRATION,
      {
        input: { name, eventTypes: ['group.created'], actions },
      },
    );
    return created.id;
  };

  interface Updated {
    deliveryUpdated: { id: string; integrationId: string; status: string; cursor: string; event: { type: string } };
  }

  const DELIVERIES =
    'subscription ($id: ID, $after: String) { deliveryUpdated(integrationId: $id, after: $after) { id integrationId status cursor event { type } } }';

  it('shows the deliveries of an integration until they are done, and goes on from a cursor', async () => {
    const wanted = await createIntegration('wanted', '/wanted');
    await createIntegration('other', '/other');
    const client = await api.live(owner.token);
    const operation = client.start<Updated>(DELIVERIES, { id: wanted });
    const all = client.start<Updated>(DELIVERIES, {});
    const updates = () => operation.results.flatMap(({ data }) => (data ? [data.deliveryUpdated] : []));
    await eventually(async () => {
      await createGroup(api, owner);
      expect(updates().some(({ status }) => status === 'SUCCESS')).toBe(true);
    });
    expect(new Set(updates().map(({ integrationId }) => integrationId))).toEqual(new Set([wanted]));
    expect(updates()[0]?.event.type).toBe('group.created');
    expect(all.errors).toBeNull();

    const after = updates()[0]?.cursor;
    const resumed = client.start<Updated>(DELIVERIES, { id: wanted, after });
    await createGroup(api, owner);
    const [{ count }] = (await api.admin<{ count: number }>(
      'SELECT count(*)::int AS count FROM events WHERE tenant_id = $1 AND type = $2 AND id IN (SELECT event_id FROM deliveries WHERE integration_id = $3)',
      [owner.tenantId, 'group.created', wanted],
    )) as [{ count: number }];
    await eventually(() => {
      const last = new Map(resumed.results.map(({ data }) => [data?.deliveryUpdated.id, data?.deliveryUpdated.status]));
      const done = [...last.values()].filter((status) => status === 'SUCCESS').length;
      expect(done).toBeGreaterThanOrEqual(count - 1);
    });
    await client.close();
  });

  it('refuses what is not the id of an integration', async () => {
    const client = await api.live(owner.token);
    const [error] = await client.start(DELIVERIES, { id: 'nonsense' }).refused();
    expect(error?.extensions).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'integrationId' }] });
    await client.close();
  });
});

describe('a stream that is written by many at once', () => {
  const WRITERS = 6;
  const TRANSACTIONS = 25;

  /** Commits small transactions one after the other; some of them stay open while others commit. */
  async function write(client: pg.Client, tenantId: string): Promise<string[]> {
    const ids: string[] = [];
    for (let index = 0; index < TRANSACTIONS; index += 1) {
      await client.query('BEGIN');
      const { rows } = await client.query(INSERT_EVENTS, [tenantId, 1 + (index % 4), 10]);
      if (index % 3 === 0) await client.query('SELECT count(*) FROM events');
      await client.query(index % 10 === 9 ? 'ROLLBACK' : 'COMMIT');
      if (index % 10 !== 9) ids.push(...rows.map(({ id }) => id));
      await client.query(TELL, [tenantId]);
    }
    return ids;
  }

  /** Listens from a cursor, and is torn off again and again: each time it goes on from the last cursor. */
  async function listenTornOff(after: string, isDone: (ids: string[]) => boolean): Promise<string[]> {
    const ids: string[] = [];
    let cursor = after;
    for (let turn = 0; !isDone(ids); turn += 1) {
      const client = await api.live(owner.token);
      const operation: LiveOperation<EventOccurred> = client.start<EventOccurred>(EVENTS, { after: cursor });
      await eventually(() => {
        if (operation.results.length < 7 + turn && !isDone([...ids, ...idsOf(operation)]))
          throw new Error('more is to come');
      });
      client.webSocket.terminate();
      const rows = rowsOf(operation);
      ids.push(...rows.map(({ id }) => id));
      cursor = rows.at(-1)?.cursor ?? cursor;
    }
    return ids;
  }

  it('comes in order, without a gap and without a double, to who stays and to who is torn off', async () => {
    const after = await currentCursor(api, owner);
    const staying = await api.live(owner.token);
    const stayed = staying.start<EventOccurred>(EVENTS, { after });
    const long = await api.connect();
    await long.query('BEGIN');
    const early = (await long.query(INSERT_EVENTS, [owner.tenantId, 3, 10])).rows.map(({ id }) => id as string);
    let expected: string[] | null = null;
    const tornOff = listenTornOff(after, (ids) => expected !== null && ids.length >= expected.length);

    const clients = await Promise.all(Array.from({ length: WRITERS }, () => api.connect()));
    const written = await Promise.all(clients.map((client) => write(client, owner.tenantId)));
    // What was committed meanwhile is younger than what is still open, and must wait for it.
    expect(idsOf(stayed)).toEqual([]);
    await long.query('COMMIT');
    const { rows } = await long.query(
      'SELECT id FROM events WHERE tenant_id = $1 AND id = ANY($2::uuid[]) ORDER BY xid, id',
      [owner.tenantId, [...early, ...written.flat()]],
    );
    expected = rows.map(({ id }) => id as string);
    expect(expected).toHaveLength(early.length + written.flat().length);
    await stayed.count(expected.length);
    expect(idsOf(stayed)).toEqual(expected);
    expect(await tornOff).toEqual(expected);
    expect(expected.slice(0, 3)).toEqual(early);
    await staying.close();
  });

  it('is in the order of its transactions by number, not by text', async () => {
    const stranger = await api.signUp();
    const xids = [9, 10, 99, 100, 101, 200];
    for (const xid of xids) {
      await api.admin(
        `INSERT INTO events (tenant_id, id, type, data, request_id, fired_at, xid)
         VALUES ($1, uuidv7(), 'group.created', $2, 'test', now(), $3::text::xid8)`,
        [stranger.tenantId, { group_name: String(xid) }, xid],
      );
    }
    const after = Buffer.from(`8:${NIL_ID}`).toString('base64url');
    const client = await api.live(stranger.token);
    const operation = client.start<EventOccurred>(EVENTS, { after, types: ['group.created'] });
    await operation.count(xids.length);
    expect(rowsOf(operation).map(({ data }) => data.group_name)).toEqual(xids.map(String));
    await client.close();
  });

  it('comes to other nodes as well', async () => {
    const node = await api.anotherNode();
    const after = await currentCursor(api, owner);
    const client = await node.live(owner.token);
    const operation = client.start<EventOccurred>(EVENTS, { after });
    const names = [await createGroup(api, owner), await createGroup(api, owner)];
    await operation.count(2);
    expect(rowsOf(operation).map(({ data }) => data.group_name)).toEqual(names);
    await client.close();
    await node.stop();
  });

  it('comes without a signal too, a little later', async () => {
    const after = await currentCursor(api, owner);
    const client = await api.live(owner.token);
    const operation = client.start<EventOccurred>(EVENTS, { after });
    const rows = await api.admin<{ id: string }>(INSERT_EVENTS, [owner.tenantId, 2, 10]);
    await operation.count(2);
    expect(idsOf(operation)).toEqual(rows.map(({ id }) => id).sort());
    await client.close();
  });
});
