import type { Account, TestApi } from '../harness/api.ts';
import { eventually } from '../harness/eventually.ts';
import type { LiveOperation } from '../harness/live-client.ts';

export interface EventRow {
  id: string;
  type: string;
  cursor: string;
  data: Record<string, unknown>;
}

export interface EventOccurred {
  eventOccurred: EventRow;
}

export const EVENTS =
  'subscription ($types: [String!], $after: String) { eventOccurred(types: $types, after: $after) { id type cursor data } }';

export const rowsOf = (operation: LiveOperation<EventOccurred>): EventRow[] =>
  operation.results.flatMap(({ data }) => (data ? [data.eventOccurred] : []));

export const idsOf = (operation: LiveOperation<EventOccurred>): string[] => rowsOf(operation).map(({ id }) => id);

let groups = 0;

/** Makes an event happen, as any client would. Answers the name of the group that was created. */
export async function createGroup(api: TestApi, { token }: Account): Promise<string> {
  groups += 1;
  const name = `group ${groups}`;
  await api.ask(token, 'mutation ($input: CreateGroupInput!) { createGroup(input: $input) { id } }', {
    input: { name },
  });
  return name;
}

/** The place in the tenant's stream where it is now: after everything that was committed before. */
export async function currentCursor(api: TestApi, account: Account): Promise<string> {
  const client = await api.live(account.token);
  const operation = client.start<EventOccurred>(EVENTS);
  // Nobody is told when a subscription has begun: what it shows tells.
  await eventually(async () => {
    await createGroup(api, account);
    if (operation.results.length === 0) throw new Error('nothing has come yet');
  });
  const last = await createGroup(api, account);
  const cursor = await eventually(() => {
    const row = rowsOf(operation).find(({ data }) => data.group_name === last);
    if (!row) throw new Error('the last event has not come yet');
    return row.cursor;
  });
  await client.close();
  return cursor;
}

/** Inserts events as a verb does, in the transaction of whoever asks. `pad` is how many characters each carries. */
export const INSERT_EVENTS = `
  INSERT INTO events (tenant_id, id, type, data, request_id, fired_at)
  SELECT $1, uuidv7(), 'group.created', jsonb_build_object('group_name', repeat('x', $3::int)), 'test', clock_timestamp()
  FROM generate_series(1, $2::int) RETURNING id`;

/** Tells the server that something was committed, as another node would. */
export const TELL = `SELECT pg_notify('joinery', json_build_object('node', 'test', 'topics', json_build_object('events', json_build_array($1::text)))::text)`;
