import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/**
 * Ends the output with `12 passed, 0 failed`, alone on its line and after everything else. A file that
 * cannot be loaded and an error outside of every test count as one failure each.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const count = { passed: 0, failed: unhandled.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      count.failed += module.errors().length;
      for (const suite of module.children.allSuites()) count.failed += suite.errors().length;
      for (const test of module.children.allTests()) count[test.result().state] += 1;
    }
    const notRun = count.skipped + count.pending;
    const line = `${count.passed} passed, ${count.failed} failed${notRun ? `, ${notRun} skipped` : ''}`;
    process.once('exit', () => process.stdout.write(`${line}\n`));
  }
}
