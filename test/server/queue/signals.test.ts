import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../server/src/platform/id.ts';
import { createLog } from '../../../server/src/platform/log.ts';
import { openSignals, type Signals, type Topic } from '../../../server/src/platform/signals/index.ts';
import { createDatabase, type TestDatabase } from '../../harness/database.ts';
import { eventually } from '../../harness/eventually.ts';

let database: TestDatabase;
let operator: pg.Client;
/** What was said on the channel, as it was said. */
const said: string[] = [];
const nodes: Signals[] = [];

beforeAll(async () => {
  database = await createDatabase();
  operator = new pg.Client(database.url);
  await operator.connect();
  operator.on('notification', ({ payload }) => said.push(payload ?? ''));
  await operator.query('LISTEN joinery');
});

afterEach(async () => {
  for (const node of nodes.splice(0)) await node.close();
  said.length = 0;
});

afterAll(async () => {
  await operator.end();
  await database.drop();
});

async function openNode(log = createLog('silent')): Promise<Signals> {
  const node = await openSignals({ url: database.url, log });
  nodes.push(node);
  return node;
}

/** Everything that a node hears of a topic, in order. */
function hearing(node: Signals, topic: Topic) {
  const heard: string[][] = [];
  node.on(topic, (tenantIds) => heard.push([...tenantIds]));
  return { heard, all: () => new Set(heard.flat()) };
}

/** Ends the connections of all nodes, as a restart of the database would. */
async function endConnections(): Promise<void> {
  const query = `SELECT pg_terminate_backend(pid, 5000) AS is_gone FROM pg_stat_activity
                 WHERE application_name = 'joinery_signals' AND datname = current_database()`;
  const { rows } = await operator.query(query);
  expect(rows.length).toBeGreaterThan(0);
}

describe('a signal', () => {
  it('is heard here at once, and on another node soon', async () => {
    const [here, there] = [await openNode(), await openNode()];
    const [near, far] = [hearing(here, 'events'), hearing(there, 'events')];
    const tenantId = newId();
    here.raise('events', [tenantId]);
    expect(near.heard).toEqual([[tenantId]]);
    await eventually(() => expect(far.heard).toEqual([[tenantId]]));
    expect(near.heard).toHaveLength(1);
  });

  it('is heard by those who listen to its topic, until they do not any more', async () => {
    const [here, there] = [await openNode(), await openNode()];
    const other = hearing(there, 'jobs');
    const heard: string[] = [];
    const off = there.on('events', (tenantIds) => heard.push(...tenantIds));
    here.raise('events', ['first']);
    await eventually(() => expect(heard).toEqual(['first']));
    off();
    here.raise('events', ['second']);
    here.raise('jobs', ['third']);
    await eventually(() => expect(other.all()).toEqual(new Set(['third'])));
    expect(heard).toEqual(['first']);
  });

  it('travels with all that are raised within a moment: a burst is a few notifications', async () => {
    const [here, there] = [await openNode(), await openNode()];
    const far = hearing(there, 'deliveries');
    const tenantIds = Array.from({ length: 50 }, () => newId());
    for (let round = 0; round < 100; round += 1) {
      for (const tenantId of tenantIds) here.raise('deliveries', [tenantId]);
    }
    await eventually(() => expect(far.all()).toEqual(new Set(tenantIds)));
    expect(said.length).toBeLessThanOrEqual(3);
  });

  it('of nobody is not sent', async () => {
    const here = await openNode();
    here.raise('events', []);
    here.raise('jobs', ['somebody']);
    await eventually(() => expect(said).toHaveLength(1));
    expect(JSON.parse(said[0] ?? '')).toMatchObject({ topics: { jobs: ['somebody'] } });
  });

  it('of more tenants than a notification holds, over all topics, concerns everyone', async () => {
    const [here, there] = [await openNode(), await openNode()];
    const [events, jobs] = [hearing(there, 'events'), hearing(there, 'jobs')];
    // Held back behind the first, so that they travel together.
    here.raise('events', ['first']);
    await eventually(() => expect(events.heard).toHaveLength(1));
    const many = Array.from({ length: 140 }, () => newId());
    here.raise('events', many);
    here.raise('jobs', many);
    await eventually(() => {
      for (const topic of [events, jobs]) {
        const reached = topic.all();
        expect(reached.has('*') || many.every((tenantId) => reached.has(tenantId))).toBe(true);
      }
    });
  });

  it('is not kept from others by a listener that fails, nor is who raised it', async () => {
    const here = await openNode();
    here.on('events', () => {
      throw new Error('a listener of its own');
    });
    const second = hearing(here, 'events');
    here.raise('events', ['somebody']);
    expect(second.heard).toEqual([['somebody']]);
  });
});

describe('a node', () => {
  it('ignores what on the channel is no signal', async () => {
    const there = await openNode();
    const far = hearing(there, 'events');
    for (const payload of ['not JSON', '[]', '{"node":1}', '{"node":"x","topics":{"events":[1]}}']) {
      await operator.query('SELECT pg_notify($1, $2)', ['joinery', payload]).catch(() => undefined);
    }
    const sound = JSON.stringify({ node: 'someone else', topics: { events: ['heard'] } });
    await operator.query('SELECT pg_notify($1, $2)', ['joinery', sound]);
    await eventually(() => expect(far.heard).toEqual([['heard']]));
  });

  it('whose connection was lost says so when it is back, and hears again', async () => {
    const [here, there] = [await openNode(), await openNode()];
    let resumed = 0;
    there.onResume(() => {
      resumed += 1;
    });
    const far = hearing(there, 'events');
    await endConnections();
    await eventually(() => expect(resumed).toBe(1));
    here.raise('events', ['after']);
    await eventually(() => expect(far.all()).toContain('after'));
  });

  it('tells the others later what it had to say while its connection was lost', async () => {
    const lines: string[] = [];
    const here = await openNode(createLog('warn', { write: (line) => lines.push(line) }));
    await endConnections();
    await eventually(() => expect(lines.join()).toContain('connection lost'));
    const there = await openNode();
    const far = hearing(there, 'events');
    here.raise('events', ['meanwhile']);
    await eventually(() => expect(far.heard).toEqual([['meanwhile']]));
  });

  it('that is closed while it reconnects stays closed', async () => {
    const here = await openNode();
    await endConnections();
    await here.close();
    const heard = hearing(here, 'events');
    here.raise('events', ['too late']);
    expect(heard.heard).toEqual([]);
    await eventually(async () => {
      const query = `SELECT 1 FROM pg_stat_activity WHERE application_name = 'joinery_signals' AND datname = current_database()`;
      expect((await operator.query(query)).rows).toEqual([]);
    });
  });
});
