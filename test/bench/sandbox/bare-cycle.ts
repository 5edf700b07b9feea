import ivm from 'isolated-vm';
import { serveCommands } from '../harness/child.ts';

/** The least that a run in isolation can cost: isolate, context, compile, run, dispose. Answers milliseconds each. */
function cycles(count: number): number[] {
  const tookMs: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const begin = performance.now();
    const isolate = new ivm.Isolate({ memoryLimit: 64 });
    try {
      const context = isolate.createContextSync();
      isolate.compileScriptSync('(() => "done")()').runSync(context);
    } finally {
      isolate.dispose();
    }
    tookMs.push(performance.now() - begin);
  }
  return tookMs;
}

const commands = { cycles };
export type BareCycleCommands = typeof commands;

serveCommands(commands);
