import { seedDemo } from '../../../server/src/demo/seed.ts';
import { DEMO_OWNER, DEMO_SLUG } from '../../../server/src/demo/tenant.ts';
import { listPlugins } from '../../api/stories/plugins.ts';
import { TEST_PASSWORD } from '../../harness/services.ts';
import { startSink } from '../../harness/sink.ts';
import { furnish } from './furnish/index.ts';
import { startTestPortal, type TestPortal } from './portal.ts';

export const DEMO_ACCOUNT = { slug: DEMO_SLUG, email: DEMO_OWNER.email };

/** The portal over the demonstration tenant: something to see on every page. */
export async function startDemoPortal(): Promise<TestPortal> {
  const portal = await startTestPortal();
  const sink = await startSink();
  await seedDemo(portal.api.services, { password: TEST_PASSWORD, receiverUrl: sink.url });
  await listPlugins(portal.api, ['http']);
  await furnish({ ...portal.api, account: DEMO_ACCOUNT, password: TEST_PASSWORD, provider: sink });
  return {
    ...portal,
    stop: async () => {
      await portal.stop();
      await sink.close();
    },
  };
}
