import type { PluginDefinition } from '../define/plugin.ts';
import { actionChecks } from './checks/actions.ts';
import type { Check } from './checks/check.ts';
import { definitionChecks } from './checks/definition.ts';
import { connectionChecks, resourceChecks } from './checks/resources.ts';
import type { RunningTwin, TwinHarness } from './harness.ts';

export interface ConformanceSuite {
  checks: Check[];
  /** Stops the twin, if it was started. */
  stop(): Promise<void>;
}

/**
 * What every plugin owes, as checks that any test runner can run, one after another:
 *
 *     const suite = conformanceSuite(plugin, twin);
 *     afterAll(suite.stop);
 *     test.each(suite.checks)('$name', ({ run }) => run());
 */
export function conformanceSuite(plugin: PluginDefinition, harness: TwinHarness): ConformanceSuite {
  let starting: Promise<RunningTwin> | undefined;
  const twin = () => {
    starting ??= harness.start();
    return starting;
  };
  const bench = { plugin, harness, twin };
  return {
    checks: [...definitionChecks(plugin), ...connectionChecks(bench), ...actionChecks(bench), ...resourceChecks(bench)],
    stop: async () => (await starting)?.stop(),
  };
}
