import './steps/require-node.mjs';
import { build } from './steps/build.mjs';
import { install } from './steps/install.mjs';
import { main } from './steps/main.mjs';
import { runtime } from './steps/project.mjs';
import { runInTerminal } from './steps/run.mjs';

/** `npm run bench` runs all benchmarks, `npm run bench -- <name> …` those named. */
main(async () => {
  await install();
  await build('server', 'portal');
  return runInTerminal(runtime, [
    '--disable-warning=ExperimentalWarning',
    'test/bench/run.ts',
    ...process.argv.slice(2),
  ]);
});
