import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DatadogTwin, startDatadog } from './datadog.ts';
import { type PagerDutyTwin, startPagerDuty } from './pagerduty.ts';
import { type ScimTwin, startScim } from './scim.ts';

const json = async (response: Promise<Response>) => (await response).json() as Promise<Record<string, unknown>>;

describe('the twin of Datadog', () => {
  let datadog: DatadogTwin;
  const headers = { 'dd-api-key': 'api', 'dd-application-key': 'app' };
  const send = (path: string, method = 'GET') => fetch(datadog.url + path, { method, headers });
  beforeAll(async () => {
    datadog = await startDatadog({ apiKey: 'api', appKey: 'app' });
  });
  afterAll(() => datadog.close());

  it('finds by a part of the address, page by page', async () => {
    for (const name of ['ada', 'not-ada', 'grace']) datadog.add(`${name}@example.com`);
    const found = await json(send('/api/v2/users?filter=ada@example.com&page[size]=1&page[number]=1'));
    expect(found).toMatchObject({
      meta: { page: { total_filtered_count: 2, total_count: 3 } },
      data: [{ type: 'users', attributes: { email: 'not-ada@example.com', disabled: false } }],
    });
  });

  it('disables what it is told to delete, once', async () => {
    const { id } = datadog.add('leaver@example.com');
    expect((await send(`/api/v2/users/${id}`, 'DELETE')).status).toBe(204);
    expect(datadog.users.get(id)?.isDisabled).toBe(true);
    expect(await json(send(`/api/v2/users/${id}`, 'DELETE'))).toEqual({ errors: [`${id} not found`] });
  });

  it('knows its keys, and its limit', async () => {
    expect((await fetch(`${datadog.url}/api/v2/users`)).status).toBe(403);
    datadog.limit(3, 1);
    const limited = await send('/api/v2/users');
    expect([limited.status, limited.headers.get('x-ratelimit-reset')]).toEqual([429, '3']);
  });
});

describe('the twin of PagerDuty', () => {
  let pagerDuty: PagerDutyTwin;
  const headers = { authorization: 'Token token=key' };
  const send = (path: string, method = 'GET') => fetch(pagerDuty.url + path, { method, headers });
  beforeAll(async () => {
    pagerDuty = await startPagerDuty({ token: 'key' });
  });
  afterAll(() => pagerDuty.close());

  it('lists by offset and says whether there is more', async () => {
    for (const name of ['ada', 'bob', 'cyd']) pagerDuty.add(`${name}@example.com`);
    const page = await json(send('/users?query=example.com&limit=2&offset=0'));
    expect(page).toMatchObject({ users: [{ email: 'ada@example.com' }, { email: 'bob@example.com' }], more: true });
    expect(await json(send('/users?query=example.com&limit=2&offset=2'))).toMatchObject({ more: false });
  });

  it('keeps who has open incidents', async () => {
    const user = pagerDuty.add('busy@example.com');
    user.openIncidents = 2;
    const refused = await send(`/users/${user.id}`, 'DELETE');
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ error: { errors: [expect.stringContaining('2 incident(s)')] } });
    user.openIncidents = 0;
    expect((await send(`/users/${user.id}`, 'DELETE')).status).toBe(204);
    expect((await send(`/users/${user.id}`, 'DELETE')).status).toBe(404);
  });
});

describe('the twin of a SCIM directory', () => {
  let scim: ScimTwin;
  const headers = { authorization: 'Bearer t', 'content-type': 'application/scim+json' };
  beforeAll(async () => {
    scim = await startScim({ token: 't' });
  });
  afterAll(() => scim.close());

  it('creates a user once, and finds it by its name', async () => {
    const url = `${scim.url}/scim/v2/Users`;
    const create = () => fetch(url, { method: 'POST', headers, body: JSON.stringify({ userName: 'ada@example.com' }) });
    expect((await create()).status).toBe(201);
    const again = await create();
    expect([again.status, await again.json()]).toEqual([409, expect.objectContaining({ scimType: 'uniqueness' })]);
    const query = new URLSearchParams({ filter: 'userName eq "ada@example.com"' });
    expect(await json(fetch(`${url}?${query}`, { headers }))).toMatchObject({ totalResults: 1 });
  });
});
