import type { Config } from './config.ts';
import { startApi } from './roles/api.ts';
import { startWorker } from './roles/worker.ts';
import { openServices, type Services, type ServicesOptions } from './services.ts';

export interface App {
  readonly services: Services;
  /** Where the API listens; null without the role `api`. */
  readonly url: string | null;
  /** Ends in order: no new requests, what is under way is finished or handed on, then the connections. */
  stop(): Promise<void>;
}

type Part = { stop(): Promise<void> };

/** Puts the process together: services, then the roles that the settings name. */
export async function startApp(options: ServicesOptions): Promise<App> {
  const { services, close } = await openServices(options);
  const parts: Part[] = [];
  const stop = async () => {
    for (const part of parts.toReversed()) await part.stop();
    await close();
  };
  try {
    if (hasRole(options.config, 'worker')) parts.push(await startWorker(services, options.databaseUrl));
    const api = hasRole(options.config, 'api') ? await startApi(services) : null;
    if (api) parts.push(api);
    return { services, url: api?.url ?? null, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function hasRole({ roles }: Config, role: Config['roles'][number]): boolean {
  return roles.includes(role);
}
