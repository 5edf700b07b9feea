import { generateKeyPairSync } from 'node:crypto';
import { startTwinServer } from '@joinery/plugin-sdk/testing';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { runPluginAction } from '../../../server/src/plugins/host/index.ts';
import { bundleGuest } from '../../../server/src/sandbox/guest-bundle.ts';
import { createLauncher } from '../../../server/src/sandbox/launch.ts';
import { Pool } from '../../../server/src/sandbox/pool.ts';
import { silent } from '../../sandbox/setup/sandbox.ts';
import { rawCode, rawManifest, rawRun, TOKEN } from './raw-plugin.ts';
import { openHostServices, secretsOf } from './setup.ts';

const EXCHANGED = 'ghs_token-that-was-exchanged-for';
const { privateKey: PRIVATE_KEY } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

const services = openHostServices();
let sent = Buffer.alloc(0);
const sandbox = new Pool(tapped(), await bundleGuest(), {
  log: silent,
  processes: 2,
  idleProcesses: 1,
  runsPerProcess: 1,
  recycleAfter: 100,
});
await sandbox.ready;
/** A provider that tells everything that it was told, in the forms that such things take. */
const twin = await startTwinServer(({ path, headers }) => {
  if (path === '/token') return { status: 201, body: { token: EXCHANGED, expires_in: 3600 } };
  const { authorization = '' } = headers;
  const told = String(authorization).replace(/^\w+ /, '');
  const forms = [
    told,
    encodeURIComponent(told),
    Buffer.from(told).toString('base64'),
    Buffer.from(told).toString('hex'),
  ];
  return { status: path === '/fails' ? 418 : 200, headers: { 'x-told': told }, body: forms };
});
afterAll(() => Promise.all([sandbox.stop(), twin.stop()]));
beforeEach(() => {
  twin.forget();
  sent = Buffer.alloc(0);
});

/** The launcher, with an ear on what its children are sent. */
function tapped() {
  const launcher = createLauncher();
  return {
    ...launcher,
    start: () => {
      const child = launcher.start();
      const write = child.stdin?.write.bind(child.stdin);
      Object.assign(child.stdin ?? {}, {
        write: (chunk: Buffer) => {
          sent = Buffer.concat([sent, chunk]);
          return write?.(chunk);
        },
      });
      return child;
    },
  };
}

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    bytes.toString('base64'),
    bytes.toString('hex'),
  ];
}

/** If this fails, a plugin can carry a tenant's credentials away. */
describe('no secret enters the process that a plugin runs in', () => {
  test.each(['/', '/fails'])('when the provider repeats its token at %s', async (path) => {
    const result = await runPluginAction(services, sandbox, rawRun(twin.url, { input: { path } }));
    expect(twin.requests()[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
    expect(sent.includes('x-told')).toBe(true);
    for (const form of formsOf(TOKEN)) {
      expect(sent.includes(form)).toBe(false);
      expect(JSON.stringify(result)).not.toContain(form);
    }
  });

  test('when a token was exchanged for by a key', async () => {
    const manifest = rawManifest({
      auth: {
        api: {
          type: 'exchange',
          sign: { algorithm: 'RS256', key: { secret: 'key' }, claims: { iss: 'app' }, lifetimeSeconds: 60 },
          method: 'POST',
          path: '/token',
          tokenAt: 'token',
          expiresAtAt: 'expires_in',
        },
      },
    });
    const run = rawRun(twin.url, { manifest, secrets: secretsOf({ key: PRIVATE_KEY }) });
    const result = await runPluginAction(services, sandbox, run);
    expect(result).toMatchObject({ outcome: 'changed', output: { status: 200 } });
    const [exchange, request] = twin.requests();
    const assertion = String(exchange?.headers.authorization).replace('Bearer ', '');
    expect(request?.headers.authorization).toBe(`Bearer ${EXCHANGED}`);
    for (const value of [PRIVATE_KEY, EXCHANGED, assertion]) {
      for (const form of formsOf(value)) expect(sent.includes(form)).toBe(false);
    }
  });

  test('when the guest has claims signed: it gets the token, and nothing of the key', async () => {
    const code = rawCode(`
      const call = { key: 'key', algorithm: 'RS256', claims: { sub: 'me' }, header: {} };
      return JSON.stringify({ outcome: 'changed', output: await callHost('jwt.sign', call) });`);
    const run = rawRun(twin.url, { bundle: { code, digest: '' }, secrets: secretsOf({ key: PRIVATE_KEY }) });
    const result = await runPluginAction(services, sandbox, run);
    expect(result).toHaveProperty('output', expect.stringMatching(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/));
    const middle = PRIVATE_KEY.split('\n').slice(1, -2);
    for (const line of middle) expect(sent.includes(line)).toBe(false);
  });

  test('when a key is none: the message says so, and holds nothing of it', async () => {
    const code = rawCode(`
      const call = { key: 'key', algorithm: 'RS256', claims: {}, header: {} };
      const output = await callHost('jwt.sign', call).catch(({ code, message }) => ({ code, message }));
      return JSON.stringify({ outcome: 'changed', output });`);
    const secrets = secretsOf({ key: 'not-a-key-but-secret-all-the-same' });
    const result = await runPluginAction(
      services,
      sandbox,
      rawRun(twin.url, { bundle: { code, digest: '' }, secrets }),
    );
    expect(result).toMatchObject({ output: { code: 'auth' } });
    expect(sent.includes('not-a-key-but-secret')).toBe(false);
  });

  test('and what the guest knows of one by itself does not leave it', async () => {
    const code = rawCode(`
      console.log('the token is ${TOKEN}');
      const call = { endpoint: 'api', method: 'PUT', path: '/', query: [], headers: {}, body: '${TOKEN}', reads: false };
      await callHost('http.request', call);
      return JSON.stringify({ outcome: 'noop', output: '${TOKEN}', reason: '${TOKEN}' });`);
    const result = await runPluginAction(services, sandbox, rawRun(twin.url, { bundle: { code, digest: '' } }));
    expect(result).toMatchObject({ outcome: 'noop', effects: [{ method: 'PUT' }], logs: [{ level: 'info' }] });
    expect(JSON.stringify(result)).not.toContain(TOKEN);
  });
});
