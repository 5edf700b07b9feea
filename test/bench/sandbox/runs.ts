import { createLog } from '../../../server/src/platform/log.ts';
import {
  createSandbox,
  DEFAULT_LIMITS,
  type RunHost,
  type Sandbox,
  type SandboxOptions,
} from '../../../server/src/sandbox/index.ts';

export const TRIVIAL = 'export default () => "done"';
/** Never ends by itself. */
export const ENDLESS = 'export default () => { for (;;); }';
/** Goes on until its call is answered. */
export const ASKING = `import { idp } from 'joinery';
export default async () => String(await idp.getUser('u'))`;

const INPUT = { config: {}, secrets: {}, trigger: null, run: {} };

export async function withSandbox<T>(
  options: Partial<SandboxOptions>,
  work: (sandbox: Sandbox) => Promise<T>,
): Promise<T> {
  const sandbox = await createSandbox({ log: createLog('error'), ...options });
  try {
    return await work(sandbox);
  } finally {
    await sandbox.stop();
  }
}

export interface RunOptions {
  tenantId: string;
  code?: string;
  host?: Partial<RunHost>;
}

/** Makes a run and answers its milliseconds; one that fails for another reason than being cancelled is a fault. */
export async function timeRun(sandbox: Sandbox, { tenantId, code = TRIVIAL, host }: RunOptions): Promise<number> {
  const begin = performance.now();
  const result = await sandbox.run(
    { tenantId, runId: 'bench', code, input: INPUT, capabilities: ['idp.get_user'], limits: DEFAULT_LIMITS },
    { call: async () => ({ ok: true, value: null }), log: () => undefined, ...host },
  );
  const isExpected = result.ok || (result.kind === 'cancelled' && host?.signal?.aborted);
  if (!isExpected) throw new Error(`a run ended as ${result.ok ? 'ok' : `${result.kind}: ${result.message}`}`);
  return performance.now() - begin;
}

export async function timeInTurn(sandbox: Sandbox, count: number, tenantOf: (index: number) => string) {
  const tookMs: number[] = [];
  for (let index = 0; index < count; index += 1) tookMs.push(await timeRun(sandbox, { tenantId: tenantOf(index) }));
  return tookMs;
}
