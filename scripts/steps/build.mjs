import { step } from './progress.mjs';
import { tool } from './project.mjs';
import { runQuietly } from './run.mjs';

/** What a package's build makes before it compiles: the database client, the portal's typed documents. */
export const generate = (...names) => run('generate', names);

/** Generates the database client and compiles packages with those it needs; unchanged ones come from turbo's cache. */
export const build = (...names) => run('build', names);

function run(task, names) {
  const filters = names.map((name) => `--filter=@joinery/${name}`);
  return step(`${task === 'build' ? 'building' : 'generating'} ${names.join(', ')}`, () =>
    runQuietly(tool('turbo'), ['run', task, ...filters, '--output-logs=errors-only', '--no-color']),
  );
}
