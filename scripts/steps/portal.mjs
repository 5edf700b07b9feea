import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { root, runtime } from './project.mjs';
import { ProgramFailed } from './run.mjs';

/**
 * Starts the portal as a process of its own and waits until it listens. ProgramFailed when it does not: it has told
 * why. It is in a session of its own, and ends when we do: its channel to us closes then.
 */
export async function startPortal(env) {
  const child = spawn(runtime, ['portal/dist/main.js'], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
  });
  const ended = once(child, 'exit').then(([code]) => code ?? 1);
  const first = await Promise.race([once(child, 'message'), ended]);
  if (typeof first === 'number') throw new ProgramFailed('The portal did not start.', '', first);
  const [{ url }] = first;
  return {
    url,
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
