import { createHttp } from '../graphql/http.ts';
import { registerHealthRoutes } from '../platform/telemetry/index.ts';
import type { Services } from '../services.ts';

/** Health and metrics of a process without the role `api`, on the same port. */
export async function startHealth(services: Services): Promise<{ url: string; stop(): Promise<void> }> {
  const { port, host } = services.config;
  const app = createHttp(services);
  registerHealthRoutes(app, services);
  const url = await app.listen({ port, host });
  return {
    url,
    stop: async () => {
      await app.close();
    },
  };
}
