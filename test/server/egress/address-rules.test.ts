import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAddress, specialRange } from '../../../server/src/platform/egress/address.ts';
import { createEgress, type Egress } from '../../../server/src/platform/egress/index.ts';
import { FORBIDDEN_HOSTS, UNREADABLE_HOSTS } from './forbidden-hosts.ts';
import { get, openEgress, startHttp } from './loopback.ts';

let socketsOpened = 0;
const countSocket = () => {
  socketsOpened += 1;
};
let egress: Egress;

beforeAll(() => {
  subscribe('net.client.socket', countSocket);
  // As in production, with no exemption; names resolve to this machine.
  egress = createEgress({ allow: [], resolve: async () => [{ address: '127.0.0.1', family: 4 }] });
});

afterAll(async () => {
  unsubscribe('net.client.socket', countSocket);
  await egress.close();
});

describe('A forbidden destination is denied and nothing is sent to it', () => {
  it('holds for more than two hundred ways to write one', () => {
    expect(new Set(Object.values(FORBIDDEN_HOSTS).flat()).size).toBeGreaterThan(200);
  });

  it('by a measure that does notice a connection', async () => {
    const server = await startHttp();
    const before = socketsOpened;
    expect(await openEgress().request(get(server.origin))).toMatchObject({ ok: true });
    expect(socketsOpened - before).toBe(1);
    expect(server.connections).toBe(1);
  });

  for (const [what, hosts] of Object.entries(FORBIDDEN_HOSTS)) {
    it.each(hosts.map((host) => [host]))(`${what}: %s`, async (host) => {
      const server = await startHttp();
      const isName = /^[^[]*[g-wyz]/i.test(host.normalize('NFKC'));
      for (const url of [`http://${host}:${server.port}/`, `https://${host}:${server.port}/`, `http://${host}/`]) {
        const before = socketsOpened;
        const result = await egress.request(get(url));
        expect(result).toMatchObject({ ok: false, kind: 'denied' });
        // A name opens a socket object that looks it up and is then dropped unconnected.
        expect(socketsOpened - before).toBeLessThanOrEqual(isName ? 1 : 0);
      }
      expect(server.connections).toBe(0);
      expect(server.received).toEqual([]);
    });
  }

  it.each(UNREADABLE_HOSTS.map((host) => [host]))('refuses what is no readable host: "%s"', async (host) => {
    const server = await startHttp();
    const result = await egress.request(get(`http://${host}:${server.port}/`));
    expect(result).toMatchObject({ ok: false, kind: 'invalid_url' });
    expect(server.connections).toBe(0);
  });

  it.each([
    ['ftp://127.0.0.1/'],
    ['file:///etc/passwd'],
    ['gopher://127.0.0.1:6379/_INFO'],
    ['ws://127.0.0.1/'],
    ['data:text/plain,hi'],
    ['javascript:alert(1)'],
    ['unix:/var/run/docker.sock'],
    ['//127.0.0.1/'],
    ['/relative'],
    ['127.0.0.1'],
    [''],
  ])('speaks http and https only: "%s"', async (url) => {
    expect(await egress.request(get(url))).toMatchObject({ ok: false, kind: 'invalid_url' });
  });

  it('says which rule it was, and how to be exempted', async () => {
    const result = await egress.request(get('http://192.168.1.1/'));
    expect(result).toMatchObject({
      message:
        '192.168.1.1 is refused: the address is private (RFC 1918); an operator can exempt it with JOINERY_EGRESS_ALLOW',
    });
  });

  it('does not tell what a name resolves to', async () => {
    const result = await openEgress({
      allow: [],
      resolve: async () => [{ address: '10.11.12.13', family: 4 }],
    }).request(get('http://wiki.corp.example/'));
    expect(result).toMatchObject({ kind: 'denied', message: expect.stringContaining('wiki.corp.example') });
    expect(JSON.stringify(result)).not.toContain('10.11.12.13');
  });
});

describe('An ordinary public address is not special', () => {
  it.each([
    ['1.1.1.1'],
    ['8.8.8.8'],
    ['9.255.255.255'],
    ['11.0.0.0'],
    ['100.63.255.255'],
    ['100.128.0.0'],
    ['126.255.255.255'],
    ['128.0.0.1'],
    ['169.253.255.255'],
    ['169.255.0.0'],
    ['172.15.255.255'],
    ['172.32.0.0'],
    ['192.0.1.0'],
    ['192.167.255.255'],
    ['192.169.0.0'],
    ['198.17.255.255'],
    ['198.20.0.0'],
    ['223.255.255.255'],
    ['2606:4700::1111'],
    ['2001:4860:4860::8888'],
    ['2001:200::1'],
    ['2a00:1450:4001:81b::200e'],
    ['2620:4f:7fff::1'],
    ['3ffe::1'],
    ['::ffff:8.8.8.8'],
    ['64:ff9b::8.8.8.8'],
  ])('%s', (text) => {
    const address = parseAddress(text);
    expect(address && specialRange(address)).toBeUndefined();
    expect(address).toBeDefined();
  });
});
