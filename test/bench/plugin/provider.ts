import { startHttpTwin } from '../../twins/http.ts';
import { serveCommands } from '../harness/child.ts';

/** The twin of the plugin `http` in a process of its own. */
async function start() {
  const { config, secrets } = await startHttpTwin();
  return { config, secrets };
}

const commands = { start };
export type ProviderCommands = typeof commands;

serveCommands(commands);
