import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptedEncoding } from '../../portal/server/accepted-encoding.ts';
import { type PortalProcess, startPortalProcess } from './harness/portal-process.ts';

let portal: PortalProcess;
/** Of the build: each page's HTML names them. */
let script: string;
let styleSheet: string;

beforeAll(async () => {
  portal = await startPortalProcess({ PORTAL_PORT: '0', PORTAL_API_URL: 'http://127.0.0.1:9' });
  const html = (await ask('/sign-in')).body.toString();
  script = /<script[^>]* src="(\/_next\/[^"]+[.]js)"/.exec(html)?.[1] ?? '';
  styleSheet = /<link[^>]* href="(\/_next\/[^"]+[.]css)"/.exec(html)?.[1] ?? '';
});
afterAll(() => portal.stop());

interface Answer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Sends exactly these headers and this path, and takes the answer as it came: nothing is decoded. */
async function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { hostname, port } = new URL(portal.url);
  const sent = request({ hostname, port, path, method, headers, agent: false }).end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: answer.statusCode, headers: answer.headers, body: await buffer(answer) };
}

const BROTLI = { 'accept-encoding': 'gzip, deflate, br, zstd' };
const GZIP = { 'accept-encoding': 'gzip' };

describe('a script and a style sheet of the build', () => {
  it.each([
    ['br', BROTLI, brotliDecompressSync],
    ['gzip', GZIP, gunzipSync],
  ])('come in %s to who takes it, and are the same when it is undone', async (encoding, headers, undo) => {
    for (const path of [script, styleSheet]) {
      const plain = await ask(path, { 'accept-encoding': 'identity' });
      const { status, headers: told, body } = await ask(path, headers);
      expect({ status, encoding: told['content-encoding'] }).toEqual({ status: 200, encoding });
      expect(told['content-length']).toBe(String(body.length));
      expect(body.length).toBeLessThan(plain.body.length);
      expect(undo(body).equals(plain.body)).toBe(true);
      expect(told['content-type']).toBe(plain.headers['content-type']);
    }
  });

  it('come as they are to who takes nothing else', async () => {
    for (const headers of [{}, { 'accept-encoding': 'identity' }, { 'accept-encoding': 'br;q=0, gzip;q=0' }]) {
      const { status, headers: told } = await ask(script, headers as Record<string, string>);
      expect({ status, encoding: told['content-encoding'] }).toEqual({ status: 200, encoding: undefined });
    }
  });

  it('may be kept for good, one copy for each encoding', async () => {
    const { headers } = await ask(script, BROTLI);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers.vary).toBe('Accept-Encoding');
    expect(headers.etag).not.toBe((await ask(script, GZIP)).headers.etag);
  });

  it('are not sent again to who has them', async () => {
    const { etag = '' } = (await ask(script, BROTLI)).headers;
    const { status, body } = await ask(script, { ...BROTLI, 'if-none-match': etag });
    expect({ status, length: body.length }).toEqual({ status: 304, length: 0 });
    expect((await ask(script, { ...GZIP, 'if-none-match': etag })).status).toBe(200);
  });

  it('are told of by HEAD as by GET, without the content', async () => {
    const whole = await ask(script, BROTLI);
    const { status, headers, body } = await ask(script, BROTLI, 'HEAD');
    expect({ status, length: body.length }).toEqual({ status: 200, length: 0 });
    for (const name of ['content-length', 'content-encoding', 'content-type', 'etag']) {
      expect(headers[name]).toBe(whole.headers[name]);
    }
  });

  it('keep the headers that every answer has', async () => {
    expect((await ask(script, BROTLI)).headers['x-content-type-options']).toBe('nosniff');
  });
});

describe('what is no file of the build', () => {
  it('is not found', async () => {
    expect((await ask('/_next/static/chunks/none.js', BROTLI)).status).toBe(404);
  });

  it.each([
    '/_next/static/../../package.js',
    '/_next/static/../server/middleware-build-manifest.js',
    '/_next/static/%2e%2e/server/middleware-build-manifest.js',
    '/_next/static/chunks/..%2f..%2fserver%2fmiddleware-build-manifest.js',
    '/_next/static/chunks/..%5c..%5cserver%5cmiddleware-build-manifest.js',
    '/_next/static/chunks/%00.js',
  ])('is not reached by %s', async (path) => {
    const { status, headers } = await ask(path, BROTLI);
    expect([400, 404]).toContain(status);
    expect(headers['content-encoding']).not.toBe('br');
  });
});

describe('the encoding that is taken', () => {
  it.each([
    [undefined, null],
    ['', null],
    ['gzip', 'gzip'],
    ['GZIP;q=0.5, BR', 'br'],
    ['br;q=0, gzip', 'gzip'],
    ['*', 'br'],
    ['*;q=0', null],
    ['br;q=0, *', 'gzip'],
    ['brotli, zstd', null],
    ['br;q=nonsense, gzip', 'gzip'],
  ])('of %j is %j', (header, encoding) => {
    expect(acceptedEncoding(header)).toBe(encoding);
  });
});
