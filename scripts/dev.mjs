import './steps/require-node.mjs';
import { build, generate } from './steps/build.mjs';
import { environment } from './steps/environment.mjs';
import { freePort } from './steps/free-port.mjs';
import { install } from './steps/install.mjs';
import { main } from './steps/main.mjs';
import { tool } from './steps/project.mjs';
import { runQuietly } from './steps/run.mjs';
import { serve } from './steps/serve.mjs';

/** `npm run dev`: the built API with demonstration data, and the portal in development mode, on free ports. */
main(async () => {
  await install();
  await build('server', 'plugin-*');
  await generate('portal');
  await runQuietly(tool('tsc'), ['-p', 'portal/server']);
  const port = environment.PORT || (await freePort());
  const portalPort = environment.PORTAL_PORT || (await freePort());
  return serve([], {
    JOINERY_HOME: '.joinery/dev',
    LOG_LEVEL: 'warn',
    ...environment,
    PORT: String(port),
    PORTAL_PORT: String(portalPort),
    NODE_ENV: 'development',
  });
});
