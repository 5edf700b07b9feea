import { describe, expect, it } from 'vitest';
import { AppError } from '../../../server/src/errors.ts';
import { parseAddress } from '../../../server/src/platform/egress/address.ts';
import { parseAllowList } from '../../../server/src/platform/egress/index.ts';
import { get, openEgress, startHttp } from './loopback.ts';

function exemptsAddress(entry: string, text: string, port = 443): boolean {
  const address = parseAddress(text);
  return address !== undefined && parseAllowList([entry]).exemptsAddress(address, port);
}

function exemptsHost(entry: string, host: string, port = 443): boolean {
  return parseAllowList([entry]).exemptsHost(host, port);
}

describe('An entry of the allow list', () => {
  it.each([
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.1.2.3/8', '10.200.0.1', true],
    ['127.0.0.1', '127.0.0.1', true],
    ['127.0.0.1', '127.0.0.2', false],
    [' 127.0.0.1 ', '127.0.0.1', true],
    ['127.0.0.1', '::ffff:127.0.0.1', true],
    ['127.0.0.0/8', '::1', false],
    ['::1', '::1', true],
    ['[::1]', '::1', true],
    ['fd00::/8', 'fd12:3456::1', true],
    ['fd00::/8', 'fe80::1', false],
    ['FD00::/8', 'fd00::1', true],
    ['0.0.0.0/0', '10.0.0.1', true],
  ])('%s and the address %s: %s', (entry, address, expected) => {
    expect(exemptsAddress(entry, address)).toBe(expected);
  });

  it.each([
    ['127.0.0.1:8080', '127.0.0.1', 8080, true],
    ['127.0.0.1:8080', '127.0.0.1', 8081, false],
    ['[::1]:8080', '::1', 8080, true],
    ['[::1]:8080', '::1', 80, false],
  ])('%s and the address %s, port %s: %s', (entry, address, port, expected) => {
    expect(exemptsAddress(entry, address, port)).toBe(expected);
  });

  it.each([
    ['build.corp.example', 'build.corp.example', 443, true],
    ['Build.Corp.Example.', 'build.corp.example', 443, true],
    ['build.corp.example', 'a.build.corp.example', 443, false],
    ['build.corp.example', 'notbuild.corp.example', 443, false],
    ['*.corp.example', 'a.corp.example', 443, true],
    ['*.corp.example', 'a.b.corp.example', 443, true],
    ['*.corp.example', 'corp.example', 443, false],
    ['*.corp.example', 'evilcorp.example', 443, false],
    ['build.corp.example:8443', 'build.corp.example', 8443, true],
    ['build.corp.example:8443', 'build.corp.example', 443, false],
    ['*.corp.example:8443', 'a.corp.example', 8443, true],
    ['bücher.example', 'xn--bcher-kva.example', 443, true],
    ['localhost', 'localhost', 3000, true],
    ['my_service', 'my_service', 3000, true],
  ])('%s and the host %s, port %s: %s', (entry, host, port, expected) => {
    expect(exemptsHost(entry, host, port)).toBe(expected);
  });

  it.each([
    [''],
    ['  '],
    ['*'],
    ['*.'],
    ['*.*.example'],
    ['a.*.example'],
    ['10.0.0.0/33'],
    ['10.0.0.0/-1'],
    ['10.0.0.0/8/8'],
    ['10.0.0.0/'],
    ['10.0.0.0/8:80'],
    ['10.0.0'],
    ['2130706433'],
    ['0x7f000001'],
    ['::ffff:10.0.0.0/104'],
    ['fd00::/129'],
    ['[fd00::]/8'],
    ['[127.0.0.1]'],
    ['::1::'],
    ['host:0'],
    ['host:65536'],
    ['host:http'],
    ['host:'],
    ['http://host'],
    ['user@host'],
    ['a b'],
    ['-host'],
    ['a..b'],
    ['host/path'],
  ])('is refused by name when it is wrong: "%s"', (entry) => {
    const parse = () => parseAllowList(['10.0.0.0/8', entry]);
    expect(parse).toThrow(AppError);
    expect(parse).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringContaining(`"${entry}"`) }),
    );
  });
});

describe('An exempted destination', () => {
  it('is reached by its address', async () => {
    const server = await startHttp();
    const egress = openEgress({ allow: [`127.0.0.1:${server.port}`] });
    expect(await egress.request(get(server.origin))).toMatchObject({ ok: true, status: 200, body: 'ok' });
  });

  it('is reached by its name, whatever private address that has', async () => {
    const server = await startHttp();
    const egress = openEgress({
      allow: ['*.corp.example'],
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    });
    expect(await egress.request(get(`http://ci.corp.example:${server.port}/`))).toMatchObject({ ok: true });
    expect(await egress.request(get(`http://corp.example:${server.port}/`))).toMatchObject({ kind: 'denied' });
    expect(server.received).toHaveLength(1);
  });

  it('is localhost, without asking DNS, when it is named', async () => {
    const server = await startHttp();
    const egress = openEgress({ allow: ['localhost'] });
    expect(await egress.request(get(`http://LOCALHOST.:${server.port}/`))).toMatchObject({ ok: true });
  });

  it('is never cloud metadata by a range or a name, only by the very address', async () => {
    const resolve = async () => [{ address: '169.254.169.254', family: 4 }];
    const egress = openEgress({ allow: ['0.0.0.0/0', '::/0', '*.corp.example'], resolve });
    for (const url of ['http://169.254.169.254/', 'http://[fd00:ec2::254]/', 'http://a.corp.example/']) {
      expect(await egress.request(get(url))).toMatchObject({ kind: 'denied' });
    }
    const metadata = parseAddress('169.254.169.254');
    expect(metadata && parseAllowList(['169.254.169.254']).namesAddress(metadata, 80)).toBe(true);
    expect(metadata && parseAllowList(['169.254.0.0/16']).namesAddress(metadata, 80)).toBe(false);
  });
});
