import { step } from './progress.mjs';
import { tool } from './project.mjs';
import { runQuietly } from './run.mjs';

/** Generates the database client and compiles a package with those it needs; unchanged ones come from turbo's cache. */
export function build(name) {
  return step(`building ${name}`, () =>
    runQuietly(tool('turbo'), ['run', 'build', `--filter=@joinery/${name}`, '--output-logs=errors-only', '--no-color']),
  );
}
