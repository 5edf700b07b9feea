import { runtime } from './project.mjs';
import { runInTerminal } from './run.mjs';

const FLAGS = ['--enable-source-maps', '--disable-warning=ExperimentalWarning'];

/**
 * Runs the built server until it ends; answers its exit code. It is in a session of its own, so that Ctrl-C,
 * which a terminal sends to everyone in ours, reaches it once, through us. When we are killed, it sees its
 * channel to us close.
 */
export function serve(args) {
  return runInTerminal(runtime, [...FLAGS, 'server/dist/main.js', ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached: true,
  });
}
