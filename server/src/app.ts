// What type-graphql's decorators need before any of them runs.
import 'reflect-metadata';
import type { Config } from './config.ts';
import { startHealth } from './roles/health.ts';
import { startWorker } from './roles/worker.ts';
import { openServices, type Services, type ServicesOptions } from './services.ts';

export interface App {
  readonly services: Services;
  /** Where it listens: the API, or with other roles only what operators' machines ask. */
  readonly url: string;
  /** Ends in order: no new requests, what is under way is finished or handed on, then the connections. */
  stop(): Promise<void>;
}

/** What is to be there before anyone is served. */
type Prepare = (services: Services) => Promise<void>;

type Part = { stop(): Promise<void> };

/** Puts the process together: services, then the roles that the settings name. */
export async function startApp(options: ServicesOptions & { prepare?: Prepare }): Promise<App> {
  const { services, close } = await openServices(options);
  const parts: Part[] = [];
  const stop = async () => {
    for (const part of parts.toReversed()) await part.stop();
    await close();
  };
  try {
    await options.prepare?.(services);
    if (hasRole(options.config, 'worker')) parts.push(await startWorker(services, options.databaseUrl));
    const isApi = hasRole(options.config, 'api');
    const http = isApi ? await serveApi(services) : await startHealth(services);
    parts.push(http);
    return { services, url: http.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Loaded where it is wanted: a worker starts sooner and is smaller without the schema of the API. */
async function serveApi(services: Services) {
  const { startApi } = await import('./roles/api.ts');
  return startApi(services);
}

function hasRole({ roles }: Config, role: Config['roles'][number]): boolean {
  return roles.includes(role);
}
