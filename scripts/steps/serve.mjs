import { runtime } from './project.mjs';
import { runInTerminal } from './run.mjs';
import { SERVER_FLAGS } from './server-flags.mjs';

/**
 * Runs the built server until it ends; answers its exit code. It is in a session of its own, so that Ctrl-C,
 * which a terminal sends to everyone in ours, reaches it once, through us. When we are killed, it sees its
 * channel to us close.
 */
export function serve(args) {
  return runInTerminal(runtime, [...SERVER_FLAGS, 'server/dist/main.js', ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached: true,
  });
}
