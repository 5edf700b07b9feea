import { describe, expect, it } from 'vitest';
import type { ResolvedAddress } from '../../../server/src/platform/egress/index.ts';
import { get, openEgress, startHttp } from './loopback.ts';

const v4 = (address: string): ResolvedAddress => ({ address, family: 4 });
const v6 = (address: string): ResolvedAddress => ({ address, family: 6 });

describe('A name', () => {
  it('is resolved and reached at the address that was checked', async () => {
    const server = await startHttp();
    const egress = openEgress({ resolve: async () => [v4('127.0.0.1')] });
    const result = await egress.request(get(`http://hooks.example:${server.port}/in?a=1`));
    expect(result).toMatchObject({ ok: true, url: `http://hooks.example:${server.port}/in?a=1` });
    expect(server.received[0]).toMatchObject({ url: '/in?a=1', headers: { host: `hooks.example:${server.port}` } });
  });

  it('is asked for once by connections that open together', async () => {
    const server = await startHttp();
    let questions = 0;
    const egress = openEgress({
      resolve: async () => {
        questions += 1;
        return [v4('127.0.0.1')];
      },
    });
    const url = `http://hooks.example:${server.port}/`;
    const results = await Promise.all(Array.from({ length: 20 }, () => egress.request(get(url))));
    expect(results.every((result) => result.ok)).toBe(true);
    expect(questions).toBe(1);
  });

  it('that is rebound to a forbidden address after the first connection reaches nothing', async () => {
    const forbidden = await startHttp(undefined, { host: '127.0.0.1' });
    const answers = [[v4('127.0.0.2')], [v4('127.0.0.1')]];
    let questions = 0;
    const egress = openEgress({
      allow: ['127.0.0.2'],
      resolve: async () => answers[Math.min(questions++, 1)] ?? [],
    });
    const url = `http://rebind.example:${forbidden.port}/`;
    expect(await egress.request(get(url))).toMatchObject({ ok: false, kind: 'connect' });
    expect(await egress.request(get(url))).toMatchObject({ ok: false, kind: 'denied' });
    expect(questions).toBe(2);
    expect(forbidden.connections).toBe(0);
  });

  it('is not asked again between check and connection', async () => {
    const server = await startHttp();
    let questions = 0;
    const egress = openEgress({
      allow: ['127.0.0.1'],
      resolve: async () => {
        questions += 1;
        return questions === 1 ? [v4('127.0.0.1')] : [v4('169.254.169.254')];
      },
    });
    expect(await egress.request(get(`http://rebind.example:${server.port}/`))).toMatchObject({ ok: true });
    expect(questions).toBe(1);
  });

  it.each([
    ['good first', [v4('127.0.0.1'), v4('10.0.0.1')]],
    ['bad first', [v4('10.0.0.1'), v4('127.0.0.1')]],
    ['bad in the middle', [v4('127.0.0.1'), v4('169.254.169.254'), v4('127.0.0.1')]],
    ['bad in the other family', [v4('127.0.0.1'), v6('::1')]],
    ['IPv4-mapped', [v4('127.0.0.1'), v6('::ffff:10.0.0.1')]],
    ['with a zone', [v4('127.0.0.1'), v6('fe80::1%eth0')]],
    ['no address at all', [v4('127.0.0.1'), v4('internal-host')]],
    ['in a notation that sockets may read otherwise', [v4('127.0.0.1'), v4('0x7f.1')]],
  ])('with one bad address among good ones is denied: %s', async (_what, addresses) => {
    const server = await startHttp();
    const egress = openEgress({ allow: ['127.0.0.1'], resolve: async () => addresses });
    const result = await egress.request(get(`http://mixed.example:${server.port}/`));
    expect(result).toMatchObject({ ok: false, kind: 'denied' });
    expect(server.connections).toBe(0);
  });

  it.each([
    ['unknown', async () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })), 'ENOTFOUND'],
    ['without addresses', async () => [], 'could not be resolved'],
    [
      'whose resolver breaks',
      () => {
        throw new Error('broken');
      },
      'could not be resolved',
    ],
  ])('%s is a failure of kind dns that names it', async (_what, resolve, expected) => {
    const result = await openEgress({ resolve }).request(get('http://nowhere.example/'));
    expect(result).toMatchObject({ ok: false, kind: 'dns', message: expect.stringContaining(expected) });
    expect(result).toMatchObject({ message: expect.stringContaining('nowhere.example') });
  });

  it('whose resolver never answers ends by the deadline', async () => {
    const egress = openEgress({ resolve: () => new Promise(() => {}), limits: { connectTimeoutMs: 200 } });
    expect(await egress.request(get('http://slow.example/', 50))).toMatchObject({ ok: false, kind: 'timeout' });
  });
});
