import { setTimeout as pause } from 'node:timers/promises';
import { AccountLimiter } from '@joinery/plugin-sdk/host';
import { request } from 'undici';
import plugin from '../../../plugins/http/src/index.ts';
import { manifestOf } from '../../../plugins/sdk/src/manifest/index.ts';
import { systemClock } from '../../../server/src/platform/clock.ts';
import { createEgress } from '../../../server/src/platform/egress/index.ts';
import { runPluginAction } from '../../../server/src/plugins/host/index.ts';
import { startChild } from '../harness/child.ts';
import { median, percentile } from '../harness/percentiles.ts';
import type { BenchResult } from '../harness/result.ts';
import { withSandbox } from '../sandbox/runs.ts';
import { bundleOf } from './bundles.ts';
import type { ProviderCommands } from './provider.ts';

const ACTIONS = 300;
const WARM_UP = 50;
/** As idle latency is measured elsewhere: people and schedules leave gaps, in which a process gets ready for the next. */
const PAUSE_MS = 30;

/** Actions that ask their provider once, and the same request by undici, in turn: with a pause before each, and without. */
export async function measureWarmAction(): Promise<BenchResult> {
  const provider = startChild<ProviderCommands>('../plugin/provider.ts');
  const egress = createEgress({ allow: ['127.0.0.0/8'] });
  try {
    const { config, secrets } = await provider.ask('start');
    const code = await bundleOf('http');
    const run = {
      tenantId: 'tenant',
      runId: 'bench',
      bundle: { code, digest: '' },
      manifest: manifestOf(plugin, { publisher: 'joinery', sha256: '0'.repeat(64) }),
      config,
      secrets: {
        has: (name: string) => Object.hasOwn(secrets, name),
        open: async (name: string) => secrets[name] ?? '',
      },
      connectionKey: 'bench',
      timeoutMs: 10_000,
      action: 'http_api_read',
      input: { path: '/items/{id}', params: { id: 'apple' } },
      mode: 'apply' as const,
    };
    const headers = { authorization: `Bearer ${secrets.token}` };
    return await withSandbox({}, async (sandbox) => {
      const act = async () => {
        const result = await runPluginAction(
          { egress, clock: systemClock, limiter: new AccountLimiter() },
          sandbox,
          run,
        );
        if (result.outcome !== 'noop') throw new Error(`an action ended as ${JSON.stringify(result)}`);
      };
      const ask = async () => {
        const { body } = await request(`${config.baseUrl}/items/apple`, { headers });
        await body.json();
      };
      for (let index = 0; index < WARM_UP; index += 1) await act().then(ask);
      const actions: number[] = [];
      const requests: number[] = [];
      for (let index = 0; index < ACTIONS; index += 1) {
        await pause(PAUSE_MS);
        actions.push(await timed(act));
        requests.push(await timed(ask));
      }
      const backToBack: number[] = [];
      for (let index = 0; index < ACTIONS; index += 1) backToBack.push(await timed(act));
      return resultOf(actions, requests, backToBack);
    });
  } finally {
    await egress.close();
    await provider.stop();
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

function resultOf(actions: number[], requests: number[], backToBack: number[]): BenchResult {
  const bare = { label: 'the same request by bare undici', value: median(requests) };
  const overhead = median(actions) - bare.value;
  return {
    figures: [
      {
        key: 'actionP50',
        label: 'a warm action with one request, p50',
        unit: 'ms',
        reached: median(actions),
        floor: bare,
      },
      {
        key: 'actionP99',
        label: 'a warm action with one request, p99',
        unit: 'ms',
        reached: percentile(actions, 0.99),
      },
      {
        key: 'overheadP50',
        label: 'what of it is not the request, p50',
        unit: 'ms',
        reached: overhead,
        target: { atMost: 8 },
      },
      {
        key: 'backToBackP50',
        label: 'the action without a pause before it, p50',
        unit: 'ms',
        reached: median(backToBack),
      },
    ],
    faults: [],
    notes: [
      `actions: ${ACTIONS} of the plugin http, one at a time, ${PAUSE_MS} ms after the last, in fresh isolates of warm processes; then ${ACTIONS} without a pause`,
    ],
  };
}
