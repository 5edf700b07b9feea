import { describe, expect, test } from 'vitest';
import { attempt, startSandbox } from './setup/sandbox.ts';

const sandbox = await startSandbox({ idleProcesses: 1 });

/** Evaluates an expression, which may be a promise, in the sandbox. */
async function inGuest(expression: string): Promise<unknown> {
  const { result } = await attempt(sandbox, `export default async () => JSON.stringify(await (${expression}))`);
  if (!result.ok) throw new Error(`${result.kind}: ${result.message}`);
  return JSON.parse(String(result.value));
}

/** The same here: what Node makes of it is the standard that the guest is held to. */
async function inNode(expression: string): Promise<unknown> {
  const evaluate = new Function(`return (async () => JSON.stringify(await (${expression})))()`);
  return JSON.parse(await evaluate());
}

describe('the runtime does what Node does', () => {
  test.each([
    // URL
    `(({ href, origin, host, port, pathname, search, hash, username }) => [href, origin, host, port, pathname, search, hash, username])(new URL('HTTPS://Ann:pw@EXAMPLE.com:8443/a/../b c?q=ä#x'))`,
    `new URL('../x?y', 'https://example.com/a/b/c').href`,
    `[URL.canParse('nope'), URL.canParse('/x', 'https://example.com')]`,
    `(() => { const u = new URL('https://example.com/a?x=1'); u.searchParams.append('y', 'b c'); u.pathname = '/ü'; u.port = '444'; u.hash = 'h'; return [u.href, u.search, String(u), JSON.stringify({ u })] })()`,
    `(() => { const u = new URL('https://example.com/?a=1'); const p = u.searchParams; u.search = '?b=2'; return [p.get('b'), p.has('a'), p === u.searchParams] })()`,
    `(() => { const u = new URL('https://example.com/'); u.protocol = 'ftp'; u.host = 'h:1'; u.search = ''; return u.href })()`,
    `new URL('https://bücher.example/').hostname`,
    // URLSearchParams
    `String(new URLSearchParams({ a: '1 2', 'ä&=': "~!'()*-._" }))`,
    `[...new URLSearchParams('?a=1&a=2&b&=c&&d=%zz+%41')]`,
    `(() => { const p = new URLSearchParams([['z', '1'], ['a', '2'], ['a', '3']]); p.sort(); p.set('a', 'x'); p.delete('z'); return [String(p), p.size, p.getAll('a'), [...p.keys()], [...p.values()]] })()`,
    // text and bytes
    `[...new TextEncoder().encode('aä€😀\\ud800')]`,
    `new TextDecoder().decode(new Uint8Array([0xef, 0xbb, 0xbf, 97, 0xff, 0xc3, 0xa4]))`,
    `new TextDecoder().decode(new Uint8Array([97, 98, 99]).subarray(1))`,
    `[btoa('hello'), btoa(''), btoa('a'), btoa('\\xff\\xfe'), atob('aGVsbG8='), atob(' a G k '), atob('/w==').charCodeAt(0)]`,
    `(() => { try { btoa('€') } catch (e) { return [e.name, e instanceof DOMException] } })()`,
    `(() => { try { atob('a') } catch (e) { return e.name } })()`,
    // crypto
    `crypto.subtle.digest('SHA-256', new TextEncoder().encode('abc')).then((d) => [...new Uint8Array(d)])`,
    `crypto.subtle.digest('SHA-512', new Uint8Array()).then((d) => [...new Uint8Array(d)])`,
    `crypto.subtle.digest('MD5', new Uint8Array()).then(() => 'no', (e) => e.name)`,
    `/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID())`,
    `crypto.getRandomValues(new Uint32Array(4)).length`,
    // structuredClone
    `(() => { const a = { d: new Date(5), m: new Map([[1, { x: 1 }]]), s: new Set([2]), r: /x/gi, u: new Uint8Array([1, 2]), n: undefined, b: 5n.toString() }; a.self = a; const c = structuredClone(a); return [c !== a, c.self === c, c.d.getTime(), c.m.get(1), [...c.s], String(c.r), [...c.u], 'n' in c] })()`,
    `(() => { try { structuredClone(() => 1) } catch (e) { return e.name } })()`,
    `(() => { const e = structuredClone(new RangeError('x')); return [e instanceof RangeError, e.message] })()`,
    `(() => { const c = structuredClone([1, , 3]); return [c.length, 1 in c] })()`,
    // abort
    `(() => { const c = new AbortController(); let n = 0; c.signal.addEventListener('abort', () => { n += 1 }); c.abort(); c.abort(); return [n, c.signal.aborted, c.signal.reason.name] })()`,
    `(() => { try { AbortSignal.abort('why').throwIfAborted() } catch (e) { return e } })()`,
    `new Promise((done) => { const s = AbortSignal.timeout(5); s.addEventListener('abort', () => done([s.aborted, s.reason.name])) })`,
    // headers and responses
    `[...new Headers({ 'X-B': ' 1 ', 'x-a': '2' }).entries()]`,
    `(() => { const h = new Headers([['a', '1'], ['A', '2']]); h.append('b', '3'); h.delete('B'); return [h.get('a'), h.has('b'), h.get('zz')] })()`,
    `(() => { try { new Headers({ 'a b': '1' }) } catch (e) { return e.name } })()`,
    `(() => { try { new Headers({ a: '1\\r\\nx: y' }) } catch (e) { return e.name } })()`,
    `new Response('{"a":1}', { status: 201 }).json()`,
    `(async () => { const r = new Response('x'); await r.text(); return [r.bodyUsed, await r.text().catch((e) => e.name)] })()`,
    // timers
    `new Promise((done) => { const seen = []; setTimeout(() => seen.push(2), 20); setTimeout(() => seen.push(1), 1); setTimeout(() => done(seen), 40); Promise.resolve().then(() => seen.push(0)) })`,
    `new Promise((done) => { let n = 0; const id = setInterval(() => { n += 1; if (n === 3) { clearInterval(id); setTimeout(() => done(n), 20) } }, 2) })`,
    `new Promise((done) => { const id = setTimeout(() => done('late'), 5); clearTimeout(id); setTimeout(done, 15, 'cleared') })`,
    `new Promise((done) => { const seen = []; setTimeout(() => { seen.push('a'); Promise.resolve().then(() => seen.push('micro')) }, 1); setTimeout(() => { seen.push('b'); done(seen) }, 1) })`,
    `new Promise((done) => queueMicrotask(() => done('soon')))`,
  ])('%s', async (expression) => {
    expect(await inGuest(expression)).toEqual(await inNode(expression));
  });
});

test('the names that scripts may expect exist, and no others', async () => {
  const names = (await inGuest('Object.getOwnPropertyNames(globalThis)')) as string[];
  expect(names).toEqual(expect.arrayContaining(['fetch', 'URL', 'crypto', 'console', 'structuredClone', 'setTimeout']));
  const forbidden = [
    'WebAssembly',
    'SharedArrayBuffer',
    'Atomics',
    'process',
    'require',
    'global',
    'Buffer',
    '$joinery',
  ];
  expect(names.filter((name) => forbidden.includes(name))).toEqual([]);
});

test('many timers that are due at once are run without delay', async () => {
  const expression = `new Promise((done) => { let n = 0; const begin = Date.now(); for (let i = 0; i < 1000; i += 1) setTimeout(() => { n += 1; if (n === 1000) done(Date.now() - begin) }, 1) })`;
  expect(await inGuest(expression)).toBeLessThan(1000);
});
