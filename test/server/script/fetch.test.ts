import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { performEffect } from '../../../server/src/modules/script/index.ts';
import { ok, type Sink, startSink, status } from '../../harness/sink.ts';
import { trailOf } from '../directory/setup.ts';
import { type RunOptions, runScript, startScripts, succeeded } from './setup.ts';

const scripts = await startScripts();
const { owner } = await scripts.newTenant();
const sink: Sink = await startSink();
const other = await startSink();
afterAll(() => Promise.all([sink.close(), other.close()]));
beforeEach(() => {
  for (const each of [sink, other]) {
    each.received.length = 0;
    each.answer(ok);
  }
});

const TRACE = {
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  tracestate: 'vendor=opaque',
};

function run(body: string, options: RunOptions = {}) {
  const config = { url: sink.url, other: other.url, ...options.config };
  return runScript(scripts, owner, body, { ...options, config });
}

describe('fetch', () => {
  it('sends what the script says, and answers status, headers and body', async () => {
    sink.answer(status(201, { 'x-id': '7', 'content-type': 'application/json' }, '{"id":7,"name":"ö"}'));
    const { output } = succeeded(
      await run(
        `const answer = await fetch(config.get("url") + "/items?a=1", {
           method: "POST",
           headers: { "Content-Type": "application/json", "X-One": "1" },
           body: JSON.stringify({ name: "ö" }),
         });
         return JSON.stringify([answer.status, answer.ok, answer.statusText, answer.headers.get("x-id"), await answer.json(), answer.redirected]);`,
      ),
    );
    expect(JSON.parse(output)).toEqual([201, true, 'Created', '7', { id: 7, name: 'ö' }, false]);
    expect(sink.received).toMatchObject([
      {
        method: 'POST',
        path: '/items?a=1',
        body: '{"name":"ö"}',
        headers: { 'content-type': 'application/json', 'x-one': '1', 'user-agent': 'Joinery/1' },
      },
    ]);
  });

  it('says that 404 and 500 are answers', async () => {
    sink.answer(status(500, {}, 'down'));
    const { output } = succeeded(
      await run(`const answer = await fetch(config.get("url")); return answer.status + await answer.text();`),
    );
    expect(output).toBe('500down');
  });

  it('passes the trace on, whatever the script sends', async () => {
    succeeded(
      await run(
        `await fetch(config.get("url"), { headers: { traceparent: "mine", Tracestate: "me=1" } }); return "";`,
        TRACE,
      ),
    );
    expect(sink.received[0]?.headers).toMatchObject(TRACE);
  });

  it('asks for no compression, and refuses what comes compressed all the same', async () => {
    sink.answer((_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('hello')));
    const { error } = await run(
      `await fetch(config.get("url"), { headers: { "accept-encoding": "gzip" } }); return "";`,
    );
    expect(sink.received[0]?.headers['accept-encoding']).toBe('identity');
    expect(error).toMatch(/TypeError: fetch failed: .* answered in the coding gzip/);
  });

  it.each([
    ['a closed port', 'http://127.0.0.1:1/', 'did not accept a connection'],
    ['a private address', 'http://10.0.0.1/', 'is refused'],
    ['a metadata service', 'http://169.254.169.254/latest', 'is refused'],
    ['a scheme that is not the web', 'ftp://127.0.0.1/', 'https:// or http://'],
  ])('throws a TypeError for %s', async (_what, url, reason) => {
    const { error } = await run(`await fetch(config.get("to")); return "";`, { config: { to: url } });
    expect(error).toMatch(/^TypeError: fetch failed/);
    expect(error).toContain(reason);
  });

  it('follows redirects, or gives them back where the script wants it', async () => {
    sink.answer(status(302, { location: `${other.url}/there` }));
    const { output } = succeeded(
      await run(
        `const followed = await fetch(config.get("url"));
         const manual = await fetch(config.get("url"), { redirect: "manual" });
         return [followed.redirected, followed.url, manual.status].join();`,
      ),
    );
    expect(output).toBe(`true,${other.url}/there,302`);
  });

  it('ends with the run', async () => {
    sink.answer(() => undefined);
    const { outcome } = await run(`await fetch(config.get("url")); return "";`, { timeoutMs: 300 });
    expect(outcome).toMatchObject({ ok: false, kind: 'timeout' });
  });
});

describe('the hosts that a task allows', () => {
  const portOf = (url: string) => new URL(url).port;

  it('are reached, and no other', async () => {
    const allowedHosts = [`127.0.0.1:${portOf(sink.url)}`, '*.example.test'];
    succeeded(await run(`await fetch(config.get("url")); return "";`, { allowedHosts }));
    const { error } = await run(`await fetch(config.get("other")); return "";`, { allowedHosts });
    expect(error).toContain(`127.0.0.1:${portOf(other.url)} is not among the hosts that this may reach`);
    expect(other.received).toEqual([]);
  });

  it('are asked again at each redirect', async () => {
    sink.answer(status(307, { location: other.url }));
    const allowedHosts = [`127.0.0.1:${portOf(sink.url)}`];
    const { error } = await run(`await fetch(config.get("url")); return "";`, { allowedHosts });
    expect(error).toContain('is not among the hosts');
    expect([sink.received.length, other.received.length]).toEqual([1, 0]);
  });

  it('none allows nothing', async () => {
    expect((await run(`await fetch(config.get("url")); return "";`, { allowedHosts: [] })).error).toContain(
      'not among',
    );
  });
});

describe('a request that changes something', () => {
  it('is an effect and an audit row; a GET is neither', async () => {
    sink.answer((request, response) => response.writeHead(request.path === '/gone' ? 404 : 200).end());
    const { result, audit } = await trailOf(owner, () =>
      run(
        `await fetch(config.get("url") + "/read");
         await fetch(config.get("url") + "/put", { method: "PUT", body: "x" });
         await fetch(config.get("url") + "/gone", { method: "DELETE" });
         await fetch(config.get("url") + "/gone", { method: "PATCH" });
         return "";`,
      ),
    );
    expect(succeeded(result).effects).toMatchObject([
      {
        number: 1,
        kind: 'http.request',
        summary: `http PUT ${sink.url}/put`,
        isRemoval: false,
        outcome: 'changed',
        basis: null,
        result: { status: 200 },
      },
      { number: 2, summary: `http DELETE ${sink.url}/gone`, isRemoval: true, outcome: 'noop' },
      { number: 3, outcome: 'failed', error: 'answered 404 Not Found' },
    ]);
    expect(audit).toMatchObject([
      {
        action: 'task.http_request',
        actorKind: 'task',
        targetName: 'Nightly sync',
        outcome: 'changed',
        detail: { request: `http PUT ${sink.url}/put`, status: 200 },
      },
      { outcome: 'noop' },
      { outcome: 'failed', detail: { error: 'answered 404 Not Found' } },
    ]);
  });

  it('that gets no answer is a failed effect', async () => {
    const { effects } = await run(`await fetch("http://127.0.0.1:1/", { method: "POST" }); return "";`);
    expect(effects).toMatchObject([{ outcome: 'failed', error: expect.stringContaining('UPSTREAM_FAILED') }]);
  });

  it('only planned is answered with 200 and {}, and sends nothing', async () => {
    const { result, audit } = await trailOf(owner, () =>
      run(
        `const read = await fetch(config.get("url") + "/read");
         const put = await fetch(config.get("url") + "/put", { method: "PUT", body: "x" });
         return JSON.stringify([await read.text(), put.status, put.ok, await put.json()]);`,
        { mode: 'plan' },
      ),
    );
    expect(JSON.parse(succeeded(result).output)).toEqual(['ok', 200, true, {}]);
    expect(result.effects).toMatchObject([
      { kind: 'http.request', outcome: 'planned', data: { method: 'PUT', url: `${sink.url}/put`, body: 'x' } },
    ]);
    expect(sink.received.map(({ path }) => path)).toEqual(['/read']);
    expect(audit).toEqual([]);
  });

  it('is none where the script says so: a POST that only asks is sent in a plan, too', async () => {
    const { effects } = succeeded(
      await run(
        `await fetch(config.get("url"), { method: "POST", headers: { "Joinery-Effect": "none" }, body: "query" });
         return "";`,
        { mode: 'plan' },
      ),
    );
    expect(effects).toEqual([]);
    expect(sink.received).toMatchObject([{ method: 'POST', body: 'query' }]);
    expect(sink.received[0]?.headers['joinery-effect']).toBeUndefined();
  });
});

describe('a planned request', () => {
  const SECRETS = { TOKEN: 'tok+en/with "all"', PASSWORD: 'p%40ss wörd' };
  const BODY = `
    const token = secrets.get("TOKEN");
    await fetch(config.get("url") + "/x?token=" + encodeURIComponent(token), {
      method: "PUT",
      headers: { Authorization: "Bearer " + token.replaceAll('"', ""), "X-Key": "plain {{secrets.PASSWORD}}" },
      body: JSON.stringify({ token, note: "{{secrets.TOKEN}} {{braces}}" }),
    });
    await fetch(config.get("url") + "/basic", {
      method: "POST",
      headers: { Authorization: "Basic " + btoa("me:" + secrets.get("ASCII")) },
      body: new URLSearchParams({ password: secrets.get("ASCII"), other: token }),
    });
    return "";`;
  const secrets = { ...SECRETS, ASCII: 'hunter2&more', SHORTER: 'tok+en/with all' };

  it('names its secrets, shows none of them, and is performed with them byte for byte', async () => {
    const direct = succeeded(await run(BODY, { secrets }));
    const sent = sink.received.splice(0);
    const planned = succeeded(await run(BODY, { secrets, mode: 'plan' }));
    for (const effects of [direct.effects, planned.effects]) {
      const kept = JSON.stringify(effects);
      for (const value of Object.values(secrets)) {
        for (const form of [
          value,
          encodeURIComponent(value),
          JSON.stringify(value).slice(1, -1),
          btoa(`me:${value}`),
        ]) {
          expect(kept).not.toContain(form);
        }
      }
      expect(kept).toContain('Bearer {{secrets.SHORTER}}');
      expect(kept).toContain('{{secrets.TOKEN | url}}');
    }
    for (const effect of planned.effects) {
      expect(await performEffect(scripts.services, planned.run, effect)).toMatchObject({ outcome: 'changed' });
    }
    expect(sink.received.map(withoutTime)).toEqual(sent.map(withoutTime));
    expect(sent[0]?.headers['x-key']).toBe('plain {{secrets.PASSWORD}}');
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual({ token: secrets.TOKEN, note: '{{secrets.TOKEN}} {{braces}}' });
  });

  it('is refused once a secret that it needs is gone', async () => {
    const planned = succeeded(await run(BODY, { secrets, mode: 'plan' }));
    const [effect] = planned.effects;
    if (!effect) throw new Error('nothing was planned');
    const run2 = { ...planned.run, secrets: { SHORTER: secrets.SHORTER } };
    expect(await performEffect(scripts.services, run2, effect)).toMatchObject({
      outcome: 'failed',
      error: expect.stringContaining('the secret TOKEN that this effect needs is gone'),
    });
    expect(sink.received).toEqual([]);
  });

  it('with a secret in a form that cannot be named is shown masked, and refused', async () => {
    const planned = succeeded(
      await run(
        `const hex = [...secrets.get("ASCII")].map((c) => c.charCodeAt(0).toString(16)).join("");
         await fetch(config.get("url"), { method: "PUT", body: hex }); return "";`,
        { secrets, mode: 'plan' },
      ),
    );
    const [effect] = planned.effects;
    expect(effect?.data.body).toBe('••••••');
    if (effect) expect(await performEffect(scripts.services, planned.run, effect)).toMatchObject({ outcome: 'failed' });
    expect(sink.received).toEqual([]);
  });

  it('keeps a token that the script was given on its way sealed, for the task alone', async () => {
    sink.answer((request, response) => response.end(request.path === '/token' ? 'issued-token-123' : 'ok'));
    const planned = succeeded(
      await run(
        `const token = await (await fetch(config.get("url") + "/token")).text();
         await fetch(config.get("url") + "/put", { method: "PUT", headers: { Authorization: "Bearer " + token } });
         return "";`,
        { mode: 'plan' },
      ),
    );
    expect(JSON.stringify(planned.effects)).not.toContain('issued-token');
    const [effect] = planned.effects;
    if (!effect) throw new Error('nothing was planned');
    await performEffect(scripts.services, { ...planned.run, taskId: crypto.randomUUID() }, effect);
    expect(sink.at('/put')).toEqual([]);
    await performEffect(scripts.services, planned.run, effect);
    expect(sink.at('/put')[0]?.headers.authorization).toBe('Bearer issued-token-123');
  });

  it.each([
    ['a body of JSON', `{ method: "PUT", body: JSON.stringify({ user: "u", nested: { accessToken: token } }) }`, ''],
    ['a body of a form', `{ method: "POST", body: new URLSearchParams({ user: "u", client_secret: token }) }`, ''],
    ['an address', `{ method: "PUT" }`, '?user=u&api_key=" + token + "'],
  ])(
    'hides a token that the script was given on its way in %s, and sends it when it is performed',
    async (_w, init, query) => {
      sink.answer((request, response) => response.end(request.path === '/token' ? 'issued-token-123' : 'ok'));
      const body = `const token = await (await fetch(config.get("url") + "/token")).text();
       await fetch(config.get("url") + "/put${query}", ${init}); return token;`;
      const applied = succeeded(await run(body));
      const [sent] = sink.at('/put');
      expect(`${sent?.path} ${sent?.body}`).toContain('issued-token-123');
      const planned = succeeded(await run(body, { mode: 'plan' }));
      for (const { effects, output } of [applied, planned]) {
        expect(JSON.stringify([effects, output])).not.toContain('issued-token');
        expect(JSON.stringify(effects)).toMatch(/"url":"[^"]+\/put/);
      }
      expect(Object.keys(applied.effects[0]?.data ?? {})).not.toContain('sealedTexts');
      sink.received.length = 0;
      const [effect] = planned.effects;
      if (!effect) throw new Error('nothing was planned');
      expect(await performEffect(scripts.services, planned.run, effect)).toMatchObject({ outcome: 'changed' });
      expect(sink.at('/put')).toMatchObject([{ path: sent?.path, body: sent?.body }]);
    },
  );

  it('hides a token that an answer names, wherever the script puts it', async () => {
    sink.answer((_request, response) => response.end('{"access_token":"issued-token-456","expires_in":60}'));
    const { effects, output, logs } = succeeded(
      await run(
        `const { access_token } = await (await fetch(config.get("url") + "/token")).json();
         console.log(access_token);
         await fetch(config.get("url") + "/x/" + access_token, { method: "PUT", body: "text " + access_token });
         return access_token;`,
      ),
    );
    expect(JSON.stringify([effects, output, logs])).not.toContain('issued-token-456');
  });

  it('holds the real id where the plan had one of its own', async () => {
    const planned = succeeded(
      await run(
        `const user = await idp.createUser("told@example.test");
         await fetch(config.get("url") + "/users/" + user.id, { method: "PUT", body: JSON.stringify({ id: user.id }) });
         return user.id;`,
        { mode: 'plan' },
      ),
    );
    const results = [];
    for (const effect of planned.effects) results.push(await performEffect(scripts.services, planned.run, effect));
    const { id } = (results[0]?.result ?? {}) as { id?: string };
    expect(id).toBeDefined();
    expect(id).not.toBe(planned.output);
    expect(sink.received).toMatchObject([{ path: `/users/${id}`, body: JSON.stringify({ id }) }]);
  });
});

function withoutTime({ at: _at, ...request }: Sink['received'][number]) {
  return request;
}
