import ivm from 'isolated-vm';
import { expect, test } from 'vitest';
import { ProcessorTime } from '../../server/src/sandbox/processor-time.ts';

test('what an isolate has taken never becomes less, however often it is asked', () => {
  const isolate = new ivm.Isolate();
  const script = isolate.compileScriptSync('for (let step = 0; step < 100; step += 1);');
  const context = isolate.createContextSync();
  const time = new ProcessorTime();
  time.begin(isolate);
  const asked = Array.from({ length: 20_000 }, () => {
    void script.runSync(context);
    return time.spentMs(isolate);
  });
  expect(asked.filter((spent, index) => spent < (asked[index - 1] ?? 0))).toEqual([]);
  isolate.dispose();
});
