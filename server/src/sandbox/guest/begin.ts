import { describeError } from './describe-error.ts';
import { whenSettled } from './intrinsics.ts';
import { send, sendOutput } from './link.ts';

/** Calls the script's default export once its module has been evaluated, and tells what came of it. */
export function begin(script: { default?: unknown }): void {
  send('begun');
  const main = script.default;
  if (typeof main !== 'function') {
    send('failed', 'type', 'the script exports no function as its default', 0, 0);
    return;
  }
  whenSettled(call(main as () => unknown), done, failed);
}

/** Awaited here once, so that a thenable is asked once, and what arrives at `done` is settled. */
async function call(main: () => unknown): Promise<unknown> {
  return await main();
}

function done(value: unknown): void {
  if (typeof value === 'string') sendOutput(value);
  else send('failed', 'type', `the script answered ${value === null ? 'null' : typeof value} instead of text`, 0, 0);
}

function failed(error: unknown): void {
  const { message, line, column } = describeError(error);
  send('failed', 'thrown', message, line, column);
}
