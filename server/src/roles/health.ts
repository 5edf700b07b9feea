import { createHttp } from '../graphql/http.ts';
import { registerHealthRoutes } from '../platform/telemetry/index.ts';
import type { Services } from '../services.ts';
import { listen } from './listen.ts';

/** Health and metrics of a process without the role `api`, on the same port. */
export async function startHealth(services: Services): Promise<{ url: string; stop(): Promise<void> }> {
  const app = createHttp(services);
  registerHealthRoutes(app, services);
  const url = await listen(app, services.config);
  return {
    url,
    stop: async () => {
      await app.close();
    },
  };
}
