import './steps/require-node.mjs';
import { build, generate } from './steps/build.mjs';
import { install } from './steps/install.mjs';
import { main } from './steps/main.mjs';
import { seconds } from './steps/progress.mjs';
import { runtime, tool } from './steps/project.mjs';
import { ProgramFailed, runQuietly } from './steps/run.mjs';

/** All that can be known of the sources without running them. */
const CHECKS = [
  ['format and lint', tool('biome'), ['ci', '--colors=off', '.']],
  ['types: prisma', tool('tsc'), ['-p', 'prisma', '--noEmit']],
  ['types: plugin SDK', tool('tsc'), ['-p', 'plugins/sdk', '--noEmit']],
  ['types: plugin CLI', tool('tsc'), ['-p', 'plugins/cli', '--noEmit']],
  ['types: plugins', tool('tsc'), ['-p', 'plugins', '--noEmit']],
  ['types: server', tool('tsc'), ['-p', 'server', '--noEmit']],
  ['types: guest', tool('tsc'), ['-p', 'server/src/sandbox/guest', '--noEmit']],
  ['types: script templates', tool('tsc'), ['-p', 'server/src/modules/script/templates']],
  ['types: portal', tool('tsc'), ['-p', 'portal', '--noEmit']],
  ['types: portal server', tool('tsc'), ['-p', 'portal/server', '--noEmit']],
  ['types: test', tool('tsc'), ['-p', 'test', '--noEmit']],
  [
    'layers',
    tool('depcruise'),
    [
      ...['--config', '.dependency-cruiser.cjs'],
      ...['server/src', 'test', 'scripts', 'prisma/*.ts', 'plugins/*/src', 'portal/src', 'portal/server'],
    ],
  ],
  ['unused', tool('knip'), ['--no-config-hints', '--no-progress']],
  ['documentation', runtime, ['scripts/check-docs.mjs']],
];

const AT_ONCE = 2;

main(async () => {
  await install();
  await build('prisma', 'plugin-sdk');
  await generate('portal');
  const begin = Date.now();
  const failures = await runAll(CHECKS);
  for (const { label, output } of failures) console.error(`\n${label}:\n${output}`);
  const result = failures.length > 0 ? `${failures.length} of ${CHECKS.length} failed` : 'all is well';
  console.log(`\n${result} (${seconds(Date.now() - begin)})`);
  return failures.length > 0 ? 1 : 0;
});

async function runAll(checks) {
  const waiting = [...checks];
  const failures = [];
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const output = await failureOf(check);
      if (output !== undefined) failures.push({ label: check[0], output });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return failures;
}

/** Runs a check and tells how it went; what it printed when it failed. */
async function failureOf([label, file, args]) {
  const begin = Date.now();
  try {
    await runQuietly(file, args);
    console.log(`  ✓ ${label} ${seconds(Date.now() - begin)}`);
    return undefined;
  } catch (error) {
    if (!(error instanceof ProgramFailed) || !error.output) throw error;
    console.log(`  ✗ ${label} ${seconds(Date.now() - begin)}`);
    return error.output;
  }
}
