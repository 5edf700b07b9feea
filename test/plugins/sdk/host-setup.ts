import {
  AccountLimiter,
  type HostRun,
  type OutgoingAnswer,
  type OutgoingRequest,
  PluginHost,
  TokenCache,
} from '@joinery/plugin-sdk/host';
import { rawManifest } from '../host/raw-plugin.ts';

/** A provider, as the network shows it: what comes of each request, in turn; the last goes on. */
export type Script = (request: OutgoingRequest, count: number) => OutgoingAnswer;

export const answer = (status: number, headers: Record<string, string> = {}, body = '{}'): OutgoingAnswer => ({
  ok: true,
  status,
  headers,
  body,
});

/** The host over a clock that moves only by waiting, so that waits can be read off it. */
export function hostOver(script: Script, shared = { tokens: new TokenCache(), limiter: new AccountLimiter() }) {
  const clock = { ms: Date.parse('2026-11-26T12:00:00Z') };
  const requests: (OutgoingRequest & { atMs: number })[] = [];
  const startedAtMs = clock.ms;
  const create = (overrides: Partial<HostRun> = {}, secrets: Record<string, string> = { token: 'the-token' }) => {
    const manifest = overrides.manifest ?? rawManifest();
    return new PluginHost(
      {
        ...shared,
        transport: async (request) => {
          requests.push({ ...request, atMs: clock.ms - startedAtMs });
          return script(request, requests.length);
        },
        maskerOf: (values) => (text) => values.reduce((masked, value) => masked.replaceAll(value, '•'), text),
        now: () => clock.ms,
        wait: async (milliseconds) => {
          clock.ms += milliseconds;
        },
      },
      {
        manifest,
        action: manifest.actions[0],
        config: { url: 'https://api.example.com/v1' },
        secrets: { has: (name) => Object.hasOwn(secrets, name), open: async (name) => secrets[name] ?? '' },
        connectionKey: 'connection-1',
        mode: 'apply',
        deadlineMs: startedAtMs + 60_000,
        ...overrides,
      },
    );
  };
  return { create, requests, clock };
}

export const call = (overrides: object = {}) => ({
  endpoint: 'api',
  method: 'GET',
  path: '/things',
  query: [],
  headers: {},
  body: null,
  reads: false,
  ...overrides,
});
