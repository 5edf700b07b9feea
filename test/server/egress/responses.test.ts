import { describe, expect, it, vi } from 'vitest';
import { closedPort, get, openEgress, startHttp, startTcp } from './loopback.ts';

describe('A response', () => {
  it('comes back whole: status, headers, body, time', async () => {
    const server = await startHttp((_request, response) => {
      response.writeHead(418, [
        ['X-Plain', 'a'],
        ['Set-Cookie', 'one=1'],
        ['Set-Cookie', 'two=2'],
      ] as never);
      response.end('grüße ☕');
    });
    const result = await openEgress().request({
      url: `${server.origin}/tea?pot=1#fragment`,
      method: 'post',
      headers: { 'X-Custom': 'Value' },
      body: 'bødy',
      timeoutMs: 5_000,
    });
    expect(result).toMatchObject({
      ok: true,
      status: 418,
      headers: { 'x-plain': 'a', 'set-cookie': 'one=1, two=2' },
      body: 'grüße ☕',
      bodyTruncated: false,
      durationMs: expect.any(Number),
    });
    expect(server.received[0]).toMatchObject({
      method: 'POST',
      url: '/tea?pot=1',
      headers: { 'x-custom': 'Value', 'content-length': '5' },
      body: 'bødy',
    });
  });

  it('of status 5xx is a response, not a failure', async () => {
    const server = await startHttp((_request, response) => response.writeHead(503).end());
    expect(await openEgress().request(get(server.origin))).toMatchObject({ ok: true, status: 503, body: '' });
  });

  it('to HEAD may announce any length', async () => {
    const server = await startHttp((_request, response) =>
      response.writeHead(200, { 'content-length': '99999999' }).end(),
    );
    expect(await openEgress().request({ ...get(server.origin), method: 'HEAD' })).toMatchObject({ ok: true, body: '' });
  });

  it('with interim responses before it is the final one', async () => {
    const server = await startTcp((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n');
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
      });
    });
    expect(await openEgress().request(get(server.origin))).toMatchObject({ ok: true, status: 200, body: 'ok' });
  });

  it('with a header called __proto__ or constructor does no harm', async () => {
    const server = await startTcp((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\n__proto__: x\r\nconstructor: y\r\ncontent-length: 2\r\n\r\nok');
      });
    });
    const result = await openEgress().request(get(server.origin));
    expect(result).toMatchObject({ ok: true, headers: { constructor: 'y' } });
    expect(result.ok && Object.getPrototypeOf(result.headers)).toBe(Object.prototype);
  });

  it('is not asked to be compressed', async () => {
    const server = await startHttp();
    await openEgress().request(get(server.origin));
    expect(server.received[0]?.headers['accept-encoding']).toBeUndefined();
  });
});

describe('A body longer than allowed', () => {
  const endless = () =>
    startHttp((_request, response) => {
      const write = () => {
        while (response.write('é'.repeat(8_192)));
      };
      response.on('drain', write);
      write();
    });

  it('without end fails, and the connection is dropped', async () => {
    const server = await endless();
    const egress = openEgress();
    const result = await egress.request({ ...get(server.origin), maxResponseBytes: 100_000 });
    expect(result).toMatchObject({ ok: false, kind: 'too_large', message: expect.stringContaining('100000 bytes') });
    await vi.waitFor(() => expect(egress.stats().openSockets).toBe(0));
  });

  it('without end is cut between characters when asked for', async () => {
    const server = await endless();
    const egress = openEgress();
    const request = { ...get(server.origin), maxResponseBytes: 20_001, onOverflow: 'truncate' as const };
    expect(await egress.request(request)).toMatchObject({ ok: true, bodyTruncated: true, body: 'é'.repeat(10_000) });
    await vi.waitFor(() => expect(egress.stats().openSockets).toBe(0));
  });

  it('is refused when it is announced', async () => {
    const server = await startHttp((_request, response) => {
      response.writeHead(200, { 'content-length': '2000000' });
      response.flushHeaders();
    });
    expect(await openEgress().request(get(server.origin))).toMatchObject({ ok: false, kind: 'too_large' });
  });

  it('is not one of exactly the allowed length', async () => {
    const server = await startHttp((_request, response) => response.end('12345'));
    const result = await openEgress().request({ ...get(server.origin), maxResponseBytes: 5, onOverflow: 'truncate' });
    expect(result).toMatchObject({ ok: true, body: '12345', bodyTruncated: false });
  });

  it('is bounded to 1 MiB unless told otherwise', async () => {
    const server = await endless();
    const result = await openEgress().request({ ...get(server.origin), onOverflow: 'truncate' });
    expect(result.ok && Buffer.byteLength(result.body)).toBe(1024 * 1024);
  });
});

describe('Headers longer than allowed', () => {
  it('are too large', async () => {
    const server = await startTcp((socket) => {
      socket.once('data', () => socket.write(`HTTP/1.1 200 OK\r\nx-big: ${'x'.repeat(20_000)}\r\n\r\n`));
    });
    expect(await openEgress().request(get(server.origin))).toMatchObject({ ok: false, kind: 'too_large' });
  });

  it('without end are too large', async () => {
    const server = await startTcp((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\n');
        const write = () => {
          while (socket.writable && socket.write(`x-more: ${'x'.repeat(100)}\r\n`));
        };
        socket.on('drain', write);
        write();
      });
    });
    expect(await openEgress().request(get(server.origin))).toMatchObject({ ok: false, kind: 'too_large' });
  });
});

describe('A slow server', () => {
  it('that accepts and says nothing times out', async () => {
    const server = await startTcp(() => {});
    const result = await openEgress().request(get(server.origin, 80));
    expect(result).toMatchObject({ ok: false, kind: 'timeout' });
    expect(result.durationMs).toBeGreaterThanOrEqual(79);
    expect(result.durationMs).toBeLessThan(2_000);
  });

  it.each([
    ['status line', ['HTTP/1.1 200 ', 'O']],
    ['headers', ['HTTP/1.1 200 OK\r\n', 'x-a: b\r\n', 'x-a: b\r\n']],
    ['body', ['HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n', 'x', 'x', 'x']],
    ['chunks', ['HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n', '1\r\nx\r\n', '1\r\nx\r\n']],
  ])('that trickles its %s does not get more time by it', async (_what, [first = '', ...rest]) => {
    const server = await startTcp((socket) => {
      socket.write(first);
      let index = 0;
      const timer = setInterval(() => socket.write(rest[index++ % rest.length] ?? ''), 15);
      socket.on('close', () => clearInterval(timer));
    });
    const egress = openEgress();
    const result = await egress.request(get(server.origin, 120));
    expect(result).toMatchObject({ ok: false, kind: 'timeout' });
    expect(result.durationMs).toBeLessThan(2_000);
    await vi.waitFor(() => expect(egress.stats().openSockets).toBe(0));
  });
});

describe('A connection', () => {
  it('that is refused is of kind connect, and the message names host and code', async () => {
    const port = await closedPort();
    expect(await openEgress().request(get(`http://127.0.0.1:${port}/`))).toMatchObject({
      ok: false,
      kind: 'connect',
      message: `127.0.0.1:${port} did not accept a connection (ECONNREFUSED); check that it is up and reachable`,
    });
  });

  it.each([
    ['before the response', ''],
    ['in the headers', 'HTTP/1.1 200 OK\r\nx-a'],
    ['in a body of known length', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nabc'],
    ['in a chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n64\r\nabc'],
    [
      'in a chunk, last response of the connection',
      'HTTP/1.1 200 OK\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n64\r\nabc',
    ],
    [
      'in a body, last response of the connection',
      'HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 100\r\n\r\nabc',
    ],
  ])('that ends %s is a reset, by FIN or by RST', async (_what, text) => {
    for (const end of ['destroySoon', 'resetAndDestroy'] as const) {
      const server = await startTcp((socket) => {
        socket.once('data', () => socket.write(text, () => socket[end]()));
      });
      expect(await openEgress().request(get(server.origin))).toMatchObject({ ok: false, kind: 'reset' });
    }
  });

  it.each([
    ['SSH', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['garbage', '\u0000\u0001\u0002 what?\r\n\r\n'],
    ['a bad chunk size', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'],
  ])('to something that speaks %s is of kind protocol', async (_what, text) => {
    const server = await startTcp((socket) => {
      socket.once('data', () => socket.write(text));
    });
    expect(await openEgress().request(get(server.origin))).toMatchObject({ ok: false, kind: 'protocol' });
  });

  it.each([
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'],
    ['a length and chunks', 'HTTP/1.1 200 OK\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
  ])('over which a message has %s is given up', async (_what, text) => {
    const server = await startTcp((socket) => {
      socket.once('data', () => socket.write(text));
    });
    const egress = openEgress();
    expect((await egress.request(get(server.origin))).ok).toBe(false);
    await vi.waitFor(() => expect(egress.stats().openSockets).toBe(0));
  });

  it('that smuggles a second response is not used again', async () => {
    const server = await startTcp((socket) => {
      socket.on('data', () => {
        socket.write(
          'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nfirstHTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil',
        );
      });
    });
    const egress = openEgress();
    for (let round = 0; round < 3; round += 1) {
      expect(await egress.request(get(server.origin))).toMatchObject({ ok: true, body: 'first' });
      await vi.waitFor(() => expect(egress.stats().openSockets).toBe(0));
    }
    expect(server.connections).toBe(3);
  });
});
