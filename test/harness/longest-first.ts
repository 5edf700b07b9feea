import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Their length has nothing to do with their size: each drives a browser, kills what it then waits for, or runs without end. */
const LONG = /\/test\/(portal|chaos|sandbox)\//;

/** Begins with the files that take longest, so that no worker is left alone with one at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => LONG.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
