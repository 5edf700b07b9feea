import { describe, expect, it } from 'vitest';
import { get, openEgress, SELF_SIGNED, startHttp, startTcp } from './loopback.ts';

describe('TLS', () => {
  it('to a server with a certificate of its own making fails, and nothing is sent', async () => {
    const server = await startHttp(undefined, { isSecure: true });
    const result = await openEgress().request(get(server.origin));
    expect(result).toMatchObject({
      ok: false,
      kind: 'tls',
      message: expect.stringContaining('DEPTH_ZERO_SELF_SIGNED_CERT'),
    });
    expect(server.received).toEqual([]);
  });

  it('works with the authority that the request names, and for that request only', async () => {
    const server = await startHttp(undefined, { isSecure: true });
    const egress = openEgress();
    const trusting = { ...get(server.origin), tls: { ca: SELF_SIGNED.cert } };
    expect(await egress.request(trusting)).toMatchObject({ ok: true, body: 'ok' });
    expect(await egress.request(get(server.origin))).toMatchObject({ ok: false, kind: 'tls' });
    expect(await egress.request({ ...trusting, tls: { ca: SELF_SIGNED.cert } })).toMatchObject({ ok: true });
    expect(server.connections).toBe(2);
  });

  it('asks for the name of the URL, and checks the certificate for it', async () => {
    const server = await startHttp(undefined, { isSecure: true });
    const egress = openEgress({ resolve: async () => [{ address: '127.0.0.1', family: 4 }] });
    const request = (host: string) => ({ ...get(`https://${host}:${server.port}/`), tls: { ca: SELF_SIGNED.cert } });
    expect(await egress.request(request('secure.test'))).toMatchObject({ ok: true });
    expect(await egress.request(request('secure.test.'))).toMatchObject({ ok: true });
    expect(await egress.request(request('other.test'))).toMatchObject({
      ok: false,
      kind: 'tls',
      message: expect.stringContaining('ERR_TLS_CERT_ALTNAME_INVALID'),
    });
  });

  it('to a server that answers the handshake with junk fails', async () => {
    for (const junk of [
      'HTTP/1.1 400 Bad Request\r\n\r\n',
      'SSH-2.0-OpenSSH\r\n',
      '\u0016\u0003\u0001\u0000\u0002zz',
      '\0'.repeat(64),
    ]) {
      const server = await startTcp((socket) => {
        socket.once('data', () => socket.end(junk, 'latin1'));
      });
      const result = await openEgress().request(get(`https://127.0.0.1:${server.port}/`));
      expect(result).toMatchObject({ ok: false, kind: 'tls' });
    }
  });

  it('to a server that hangs up or says nothing fails likewise', async () => {
    const hangingUp = await startTcp((socket) => {
      socket.once('data', () => socket.destroy());
    });
    expect(await openEgress().request(get(`https://127.0.0.1:${hangingUp.port}/`))).toMatchObject({ kind: 'tls' });
    const silent = await startTcp(() => {});
    expect(await openEgress().request(get(`https://127.0.0.1:${silent.port}/`, 80))).toMatchObject({ kind: 'timeout' });
  });

  it('with unreadable PEM texts fails', async () => {
    const server = await startHttp(undefined, { isSecure: true });
    const request = { ...get(server.origin), tls: { ca: SELF_SIGNED.cert, cert: 'nonsense', key: 'nonsense' } };
    expect(await openEgress().request(request)).toMatchObject({ ok: false, kind: 'tls' });
  });
});
