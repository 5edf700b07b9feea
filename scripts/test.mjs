import './steps/require-node.mjs';
import { build } from './steps/build.mjs';
import { environment } from './steps/environment.mjs';
import { install } from './steps/install.mjs';
import { main } from './steps/main.mjs';
import { tool } from './steps/project.mjs';
import { runInTerminal } from './steps/run.mjs';

/** `npm test -- test/server/group` runs what is in that folder. */
main(async () => {
  await install();
  await build('server', 'plugin-cli', 'portal');
  const env = {
    ...environment,
    NODE_OPTIONS: `${environment.NODE_OPTIONS || ''} --disable-warning=ExperimentalWarning`,
  };
  return runInTerminal(tool('vitest'), ['run', '--root', 'test', ...process.argv.slice(2)], { env });
});
