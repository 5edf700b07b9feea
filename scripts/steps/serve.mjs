import { freePort } from './free-port.mjs';
import { startPortal } from './portal.mjs';
import { runtime } from './project.mjs';
import { runInTerminal } from './run.mjs';
import { SERVER_FLAGS } from './server-flags.mjs';

/**
 * Runs the built server until it ends, with the portal beside it where it serves the API; answers its exit code. The
 * portal comes first, so that the server's start screen can name it.
 */
export async function serve(args, environment) {
  const hasApi = (environment.JOINERY_ROLES || 'api').split(',').some((role) => role.trim() === 'api');
  if (!hasApi) return runServer(args, environment);
  // The portal has to know the API's port before the API does.
  const port = environment.PORT === '0' ? await freePort() : environment.PORT || 4000;
  const portal = await startPortal({
    NODE_ENV: 'production',
    PORTAL_API_URL: `http://127.0.0.1:${port}`,
    ...environment,
  });
  try {
    return await runServer(args, { JOINERY_PORTAL_URL: portal.url, ...environment, PORT: String(port) });
  } finally {
    await portal.stop();
  }
}

/**
 * It is in a session of its own, so that Ctrl-C, which a terminal sends to everyone in ours, reaches it once, through
 * us. When we are killed, it sees its channel to us close.
 */
function runServer(args, env) {
  return runInTerminal(runtime, [...SERVER_FLAGS, 'server/dist/main.js', ...args], {
    env,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached: true,
  });
}
