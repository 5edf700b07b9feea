import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { addressOf } from '../../server/src/graphql/request-context.ts';
import { readTrustedProxies } from '../../server/src/trusted-proxies.ts';

/** What of a request tells where it is from. */
const requestBy = (peer: string, forwarded?: string) =>
  ({ socket: { remoteAddress: peer }, headers: forwarded ? { 'x-forwarded-for': forwarded } : {} }) as IncomingMessage;

const seen = (setting: string, peer: string, forwarded?: string) =>
  addressOf(requestBy(peer, forwarded), readTrustedProxies(setting));

describe('the address of who asks', () => {
  it.each([
    ['no proxy is believed', 'false', '127.0.0.1', '198.51.100.1', '127.0.0.1'],
    ['nobody forwards', 'true', '203.0.113.7', undefined, '203.0.113.7'],
    ['who asks is outside, whatever it says', 'true', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
    ['the portal forwards', 'true', '::ffff:172.18.0.5', '203.0.113.7', '203.0.113.7'],
    ['the client says something before', 'true', '127.0.0.1', '198.51.100.1, 203.0.113.7, ::1', '203.0.113.7'],
    ['what is forwarded is no address', 'true', '127.0.0.1', '203.0.113.7, unknown', 'unknown'],
    ['everyone is inside', 'true', '10.0.0.1', '192.168.1.4, fd00::2', '192.168.1.4'],
    ['a proxy is named', '203.0.113.1', '203.0.113.1', '198.51.100.1, 10.0.0.9', '10.0.0.9'],
    ['a range is named', '10.0.0.0/8, fd00::/8', '10.1.2.3', '198.51.100.1, 192.168.1.4, fd00::1', '192.168.1.4'],
    ['another one than is named forwards', '10.0.0.0/8', '127.0.0.1', '198.51.100.1', '127.0.0.1'],
  ])('where %s', (_case, setting, peer, forwarded, expected) => {
    expect(seen(setting, peer, forwarded)).toBe(expected);
  });
});

it.each(['perhaps', '10.0.0.0/33', '10.0.0.1,', 'portal'])('"%s" names no proxies', (text) => {
  expect(() => readTrustedProxies(text)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
});
