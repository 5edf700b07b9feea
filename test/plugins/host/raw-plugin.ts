import { createHash, randomUUID } from 'node:crypto';
import type { Manifest } from '@joinery/plugin-sdk/manifest';
import type { PluginActionRun } from '../../../server/src/plugins/host/index.ts';
import { secretsOf } from './setup.ts';

const JSON_SCHEMA = { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object', properties: {} };

/** A plugin as somebody might publish it who does not use the SDK: the body of an async function of `input` and `callHost`. */
export function rawCode(body: string): string {
  return `var plugin = { default: async ({ input, callHost }) => { ${body} } };`;
}

/** Makes the request that the action's input is, and answers all that came of it. */
export const ASKS = rawCode(`
  const call = { method: 'GET', query: [], headers: {}, body: null, reads: false, endpoint: 'api', ...input.input };
  const output = await callHost('http.request', call).catch(({ code, message }) => ({ code, message }));
  return JSON.stringify({ outcome: 'changed', output });`);

export function rawManifest(overrides: Partial<Manifest> = {}): Manifest {
  const action = { title: 'Ask', input: JSON_SCHEMA, output: JSON_SCHEMA, inverse: null, permissions: [] };
  return {
    sdk: 1,
    id: 'raw',
    name: 'Raw',
    version: '1.0.0',
    description: 'Asks what it is told to ask.',
    category: 'general',
    publisher: 'acme',
    config: JSON_SCHEMA,
    secrets: {
      token: { title: 'Token', description: 'Of the twin.' },
      key: { title: 'Key', description: 'To sign with.' },
    },
    egress: { api: { config: 'url' } },
    auth: { api: { type: 'bearer', token: { secret: 'token' } } },
    actions: [
      { ...action, id: 'raw_api_write', effect: 'write', idempotent: false },
      { ...action, id: 'raw_api_read', effect: 'read', idempotent: true },
    ],
    resources: [{ type: 'thing', title: 'Things' }],
    bundle: { sha256: '0'.repeat(64) },
    ...overrides,
  };
}

export const TOKEN = 'a-secret-of-the-connection';

/** Everything that a run needs, for a connection of its own. */
export function rawRun(url: string, overrides: Partial<PluginActionRun> = {}): PluginActionRun {
  const code = overrides.bundle?.code ?? ASKS;
  return {
    tenantId: 'tenant-1',
    runId: randomUUID(),
    manifest: rawManifest(),
    config: { url },
    secrets: secretsOf({ token: TOKEN }),
    connectionKey: randomUUID(),
    timeoutMs: 5000,
    action: 'raw_api_write',
    input: { path: '/' },
    mode: 'apply',
    ...overrides,
    bundle: { code, digest: createHash('sha256').update(code).digest('hex') },
  };
}
