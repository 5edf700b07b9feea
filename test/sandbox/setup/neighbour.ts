import { setTimeout as pause } from 'node:timers/promises';
import type { Sandbox, SandboxResult } from '../../../server/src/sandbox/index.ts';
import { attempt } from './sandbox.ts';

export interface Neighbour {
  /** Ends after the run that is going on. */
  stop(): Promise<{ results: SandboxResult[]; tookMs: number[] }>;
}

const CODE = `import { idp } from 'joinery';
  export default async () => (await idp.getUser('u')).email`;

/** An innocent tenant that runs a small script over and over. */
export function startNeighbour(sandbox: Sandbox): Neighbour {
  let isStopping = false;
  const results: SandboxResult[] = [];
  const tookMs: number[] = [];
  const loop = async () => {
    while (!isStopping) {
      const begin = performance.now();
      const { result } = await attempt(sandbox, CODE, {
        tenantId: 'neighbour',
        capabilities: ['idp.get_user'],
        answer: () => ({ ok: true, value: { email: 'alice@example.com' } }),
      });
      tookMs.push(performance.now() - begin);
      results.push(result);
      await pause(20);
    }
  };
  const running = loop();
  return {
    async stop() {
      isStopping = true;
      await running;
      return { results, tookMs };
    },
  };
}
