import './steps/require-node.mjs';
import { build } from './steps/build.mjs';
import { install } from './steps/install.mjs';
import { main } from './steps/main.mjs';
import { runtime } from './steps/project.mjs';
import { runInTerminal } from './steps/run.mjs';

/** `npm run screenshots -- /groups` takes pictures of the pages whose path begins so; without a path, of all. */
main(async () => {
  await install();
  await build('server', 'plugin-*', 'portal');
  return runInTerminal(runtime, [
    '--disable-warning=ExperimentalWarning',
    'test/portal/screenshots.ts',
    ...process.argv.slice(2),
  ]);
});
