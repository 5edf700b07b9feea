import { conformanceSuite } from '@joinery/plugin-sdk/testing';
import type { Given } from '../complaint.ts';
import { loadPlugin, loadTwin } from '../load-plugin.ts';

/** Runs the conformance suite against the plugin's twin. 1 when something is owed. */
export async function testCommand({ folder }: Given): Promise<number> {
  const suite = conformanceSuite(await loadPlugin(folder), await loadTwin(folder));
  let failed = 0;
  try {
    for (const { name, run } of suite.checks) {
      const problem = await run().then(
        () => undefined,
        (error: Error) => error.message,
      );
      if (problem !== undefined) failed += 1;
      console.log(problem === undefined ? `  ✓ ${name}` : `  ✗ ${name}\n      ${problem.replaceAll('\n', '\n      ')}`);
    }
  } finally {
    await suite.stop();
  }
  console.log(`\n${suite.checks.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
