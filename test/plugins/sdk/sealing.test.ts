import { expect, test } from 'vitest';
import { rawManifest } from '../host/raw-plugin.ts';
import { answer, call, hostOver } from './host-setup.ts';

const MADE = JSON.stringify({ data: { token: 'the-new-token' }, id: 7 });
const write = (overrides: object) => call({ method: 'POST', body: '{}', ...overrides });

test('a credential that a provider makes reaches its keeper, and not the guest', async () => {
  const { create, requests } = hostOver(() => answer(200, {}, MADE));
  const host = create({ manifest: rawManifest() });
  const made = await host.call('http.request', write({ seal: 'data.token' }));
  const { body } = (made as unknown as { value: { body: string } }).value;
  const { data, id } = JSON.parse(body);
  expect(data.token).toMatch(/^sealed-/);
  expect(id).toBe(7);

  const kept = await host.call('http.request', write({ body: JSON.stringify({ keep: data.token }) }));
  expect(JSON.parse(requests[1]?.body ?? '')).toEqual({ keep: 'the-new-token' });
  expect(JSON.stringify([made, kept, host.effects])).not.toContain('new');
  expect(host.mask('it is the-new-token')).not.toContain('new');
});

test('an answer without one is not what was expected', async () => {
  const { create } = hostOver(() => answer(200));
  expect(await create().call('http.request', write({ seal: 'token' }))).toMatchObject({
    ok: false,
    code: 'unexpected_answer',
  });
});

test('a placeholder of one run is nothing to another', async () => {
  const { create, requests } = hostOver(() => answer(200, {}, MADE));
  const made = await create().call('http.request', write({ seal: 'data.token' }));
  const { token } = JSON.parse((made as unknown as { value: { body: string } }).value.body).data;
  await create().call('http.request', write({ body: token }));
  expect(requests[1]?.body).toBe(token);
});
