import { createApollo } from '../graphql/apollo.ts';
import { createContextOf, createHttp, mountGraphql } from '../graphql/http.ts';
import { startLive } from '../graphql/live/index.ts';
import { createSchema } from '../graphql/schema.ts';
import { registerAuditExportRoute } from '../modules/audit/index.ts';
import { deliveryUpdated } from '../modules/delivery/index.ts';
import { eventOccurred } from '../modules/event/index.ts';
import {
  actionFlowUpdated,
  registerApprovalRoute,
  registerCallbackRoute,
  registerSlackRoute,
} from '../modules/flow/index.ts';
import {
  authenticate,
  authenticateByTicket,
  isStillValid,
  mayGoOn,
  registerJwksRoute,
  startCredentialWatch,
} from '../modules/session/index.ts';
import { runLog, taskRunUpdated } from '../modules/task/index.ts';
import { registerImportRoute } from '../modules/user-import/index.ts';
import { registerHealthRoutes } from '../platform/telemetry/index.ts';
import type { Services } from '../services.ts';
import { listen } from './listen.ts';

const LIVE_FIELDS = [eventOccurred, deliveryUpdated, taskRunUpdated, runLog, actionFlowUpdated];

/** The role `api`: HTTP and WebSocket on one port. */
export async function startApi(services: Services): Promise<{ url: string; stop(): Promise<void> }> {
  const watch = await startCredentialWatch(services);
  const schema = createSchema();
  const app = createHttp(services);
  const apollo = createApollo(services, { schema, app });
  await apollo.start();
  mountGraphql(app, apollo, createContextOf(services, authenticate));
  registerHealthRoutes(app, services);
  registerJwksRoute(app, services);
  registerImportRoute(app, services, { authenticate, mayGoOn });
  registerAuditExportRoute(app, services, authenticate);
  registerCallbackRoute(app, services);
  registerSlackRoute(app, services);
  registerApprovalRoute(app, services);
  const live = startLive(services, app.server, {
    schema,
    fields: LIVE_FIELDS,
    authenticate,
    authenticateByTicket,
    isStillValid,
  });
  const url = await listen(app, services.config);
  return {
    url,
    stop: async () => {
      await live.stop();
      await app.close();
      await apollo.stop();
      await watch.stop();
    },
  };
}
