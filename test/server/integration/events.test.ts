import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendTestEvent } from '../../../server/src/modules/delivery/send-test-event.ts';
import { EVENT_TYPES, example, recordEvent } from '../../../server/src/modules/event/index.ts';
import { listEvents } from '../../../server/src/modules/event/list.ts';
import { createIntegration } from '../../../server/src/modules/integration/index.ts';
import { transaction } from '../../../server/src/transaction.ts';
import type { TestTenant } from '../../harness/services.ts';
import { answerOf, ask, refusalOf, type Setup, setUp } from './setup.ts';

let setup: Setup;
let tenant: TestTenant;

beforeAll(async () => {
  setup = await setUp();
  tenant = await setup.newTenant();
});
afterAll(() => setup.close());

const record = (count: number) =>
  transaction(tenant.owner, async (ctx) =>
    Array.from({ length: count }, () => recordEvent(ctx, 'group.created', example('group.created'))),
  );

it('describes every event type with the names of its fields in conditions and templates', async () => {
  const query = '{ eventTypes { name description fields { name type isOptional variable example } } }';
  const { eventTypes } = await answerOf<{ eventTypes: { name: string; fields: object[] }[] }>(tenant.owner, query);
  expect(eventTypes.map(({ name }) => name)).toEqual(EVENT_TYPES);
  const fields = (type: string) => eventTypes.find(({ name }) => name === type)?.fields;
  expect(fields('user.created')).toContainEqual({
    name: 'user_email',
    type: 'STRING',
    isOptional: false,
    variable: '{{.Data.user_email}}',
    example: 'ada.lovelace@example.com',
  });
  expect(fields('event_action.delivery_failed')).toContainEqual(
    expect.objectContaining({ name: 'attempt_count', type: 'INTEGER', variable: '{{.attempt_count}}' }),
  );
});

it('lists events, the newest first, a page at a time', async () => {
  const ids = (await record(5)).reverse();
  const query = `query ($after: String) {
    events(first: 2, after: $after, filter: { types: ["group.created"] }) {
      nodes { id type data actorEmail isTest } pageInfo { hasNextPage endCursor } totalCount
    }
  }`;
  type Answer = {
    events: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string }; totalCount: number };
  };
  const seen: string[] = [];
  let after: string | null = null;
  for (;;) {
    const { events }: Answer = await answerOf<Answer>(tenant.owner, query, { after });
    seen.push(...events.nodes.map((node) => node.id));
    expect(events.totalCount).toBe(5);
    if (!events.pageInfo.hasNextPage) break;
    after = events.pageInfo.endCursor;
  }
  expect(seen).toEqual(ids);
});

it('filters by who did it and by when', async () => {
  const ctx = tenant.owner;
  await record(1);
  const { id: actorId } = ctx.actor;
  const mine = await listEvents(ctx, { page: {}, filter: { actorId, types: ['group.created'] } });
  expect(mine.rows.length).toBeGreaterThan(0);
  const none = await listEvents(ctx, { page: {}, filter: { until: new Date('2020-01-01') } });
  expect(none.rows).toEqual([]);
  const named = async (text: string) => (await listEvents(ctx, { page: { direction: 'ASC' }, filter: { text } })).rows;
  const types = new Set((await named('GROUP.cre')).map(({ row }) => row.type));
  expect([...types]).toEqual(['group.created']);
  const oldestFirst = (await named('group')).map(({ row }) => row.id);
  expect(oldestFirst).toEqual(oldestFirst.toSorted());
  expect((await named(ctx.actor.email ?? '')).length).toBeGreaterThan(0);
  expect(await named('nobody@nowhere.test')).toEqual([]);
  const refused = await refusalOf(() => listEvents(ctx, { page: {}, filter: { types: ['nope'] } }));
  expect(refused.fields).toEqual([{ path: 'filter.types', message: 'there is no event type nope' }]);
});

it('shows what became of an event', async () => {
  const actions = [{ log: { message: 'a' } }, { log: { message: 'b' } }];
  const { id } = await createIntegration(tenant.owner, { name: 'n', eventTypes: ['user.created'], actions });
  const { eventId } = await sendTestEvent(tenant.owner, id);
  const query = 'query ($id: ID!) { event(id: $id) { isTest deliveries { status isTest integration { name } } } }';
  const delivery = { status: 'PENDING', isTest: true, integration: { name: 'n' } };
  expect(await answerOf(tenant.owner, query, { id: eventId })).toEqual({
    event: { isTest: true, deliveries: [delivery, delivery] },
  });
});

it('is for those with the scope, and each tenant sees its own', async () => {
  const [id] = await record(1);
  const member = await tenant.actor('MEMBER');
  expect((await refusalOf(() => listEvents(member, { page: {} }))).code).toBe('FORBIDDEN');
  const other = await setup.newTenant();
  const { errors } = await ask(other.owner, 'query ($id: ID!) { event(id: $id) { id } }', { id });
  expect(errors?.[0]?.message).toBe(`there is no event ${id}`);
});
