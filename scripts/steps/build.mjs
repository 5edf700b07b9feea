import { step } from './progress.mjs';
import { tool } from './project.mjs';
import { runQuietly } from './run.mjs';

/** Generates the database client and compiles packages with those it needs; unchanged ones come from turbo's cache. */
export function build(...names) {
  const filters = names.map((name) => `--filter=@joinery/${name}`);
  return step(`building ${names.join(', ')}`, () =>
    runQuietly(tool('turbo'), ['run', 'build', ...filters, '--output-logs=errors-only', '--no-color']),
  );
}
