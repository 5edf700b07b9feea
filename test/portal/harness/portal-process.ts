import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export interface PortalProcess {
  readonly url: string;
  stop(): Promise<void>;
}

/** The built portal as a process of its own, with these settings. It ends with the process that started it. */
export async function startPortalProcess(settings: Record<string, string>): Promise<PortalProcess> {
  const child = spawn(process.execPath, ['portal/dist/main.js'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...settings },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaints = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the portal ended: ${complaints}`);
  });
  const [{ url }] = await Promise.race([once(child, 'message') as Promise<[{ url: string }]>, ended]);
  ended.catch(() => undefined);
  return { url, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
